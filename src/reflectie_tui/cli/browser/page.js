// What the page of textual-serve lacks: our fonts, our widths, keys for the browser, and words where the line is gone.
(() => {
  "use strict";
  const LEFT = 1000, CRASHED = 4000;
  const SWALLOWS = 1, WIDENS = 2; // after a joiner; after a sign that a variation selector makes wide
  const JOINER = 0x200d, EMOJI = 0xfe0f;
  const FONTS = 'ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace';

  window.open = () => null; // nothing on this page leads anywhere else

  // a sign takes the cells that the app counts for it, joined and modified emoji too
  class Widths {
    version = "reflectie";
    ranges = window.reflectieWidths.ranges;
    wide = new Set(window.reflectieWidths.widened);

    wcwidth(code) {
      let first = 0, last = this.ranges.length - 1;
      while (first <= last) {
        const middle = (first + last) >> 1;
        const [start, end, width] = this.ranges[middle];
        if (code < start) last = middle - 1;
        else if (code > end) first = middle + 1;
        else return width;
      }
      return 1;
    }

    charProperties(code, before) {
      const kind = before >> 3, width = (before >> 1) & 3;
      const joined = (kind, width) => (kind << 3) | (width << 1) | 1;
      if (before) {
        if (kind & SWALLOWS) return joined(kind & ~SWALLOWS, width);
        if (code === JOINER) return joined(kind | SWALLOWS, width);
        if (code === EMOJI) return joined(0, kind & WIDENS ? width + 1 : width);
      }
      const own = this.wcwidth(code);
      if (own === 0 && width) return joined(kind, width);
      return ((this.wide.has(code) ? WIDENS : 0) << 3) | (own << 1);
    }
  }

  // called from the script of textual-serve as soon as there is a terminal
  window.reflectie = (terminal) => {
    window.reflectieTerminal = terminal;
    terminal.options.fontFamily = FONTS;
    terminal.options.cursorBlink = false;
    terminal.unicode.register(new Widths());
    terminal.unicode.activeVersion = "reflectie";
    terminal.attachCustomKeyEventHandler((event) => !forBrowser(event));
    terminal.onWriteParsed(() => paintEdges(terminal));
    const focus = () => ended.hidden && terminal.focus();
    setTimeout(focus);
    window.addEventListener("focus", focus);
  };

  // keys that the app does not use and a browser does: load anew, full screen
  function forBrowser(event) {
    return ["F5", "F11", "F12"].includes(event.key) || (event.ctrlKey && !event.altKey && event.code === "KeyR");
  }

  // what is left over at the right and below is less than a cell: it takes the colour of the cell beside it
  function paintEdges(terminal) {
    const buffer = terminal.buffer.active;
    const cell = buffer.getLine(buffer.viewportY + terminal.rows - 1)?.getCell(terminal.cols - 1);
    if (!cell?.isBgRGB()) return;
    const colour = "#" + cell.getBgColor().toString(16).padStart(6, "0");
    if (document.documentElement.style.background === colour) return;
    document.documentElement.style.background = colour;
    terminal.options.theme = { ...terminal.options.theme, background: colour };
  }

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...how) {
      super(...how);
      this.addEventListener("close", (event) => tell(event.code));
    }

    send(said) {
      if (this.readyState === Socket.OPEN) super.send(said);
      else if (this.readyState === Socket.CONNECTING)
        this.addEventListener("open", () => super.send(said), { once: true });
    }
  };

  let ended = { hidden: true };
  document.addEventListener("DOMContentLoaded", () => {
    ended = document.getElementById("ended");
    document.getElementById("again").addEventListener("click", again);
  });

  function tell(code) {
    const why = code === LEFT ? "left" : code === CRASHED ? "crashed" : "lost";
    const told = document.getElementById(why);
    document.getElementById("name").textContent = told.dataset.name;
    document.getElementById("told").textContent = told.content.textContent;
    ended.dataset.why = why;
    ended.hidden = false;
    document.getElementById("again").focus();
  }

  async function again() {
    const still = document.getElementById("still");
    still.textContent = "";
    try {
      await fetch(location.href, { cache: "no-store" });
      location.reload();
    } catch {
      still.textContent = document.getElementById("unreached").content.textContent;
    }
  }
})();
