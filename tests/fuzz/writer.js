/** Lines of one random program, with their indentation. */
export class Writer {
  /** @type {string[]} */ lines = [];
  #indent = 0;
  #serial = 0;

  /** One line, or several with their own indentation. @param {string} text */
  add(text) {
    for (const line of text.split('\n')) this.lines.push('    '.repeat(this.#indent) + line);
  }

  /** @param {string} head @param {() => void} body */
  block(head, body) {
    this.add(head);
    this.#indent++;
    const before = this.lines.length;
    body();
    if (this.lines.length === before) this.add('pass');
    this.#indent--;
  }

  /** A name that no other line has. @param {string} stem */
  fresh(stem) {
    return `${stem}${this.#serial++}`;
  }

  get depth() {
    return this.#indent;
  }

  get text() {
    return `${this.lines.join('\n')}\n`;
  }
}
