/** A part of the page that comes after the page itself, or as soon as it is wanted. */

const PAUSES = [0, 700, 2500];

/** Put a style sheet on, once; a page may have brought it itself under that id. */
export function wear(id, url) {
  if (document.getElementById(id)) return;
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { id, rel: "stylesheet", href: url.href }));
}

export class Later {
  part = null;
  isLost = false;
  coming = null;

  /** `load` imports the part; `tell` is called when it is there, or cannot be had. */
  constructor(load, tell) {
    Object.assign(this, { load, tell });
  }

  /** Bring the part, unless it is here or on its way. */
  want() {
    this.coming ??= this.bring();
  }

  async bring() {
    for (const pause of PAUSES) {
      // A phone between two networks gets another chance.
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
      this.part = await this.load().catch(() => null);
      if (this.part) break;
    }
    this.isLost = !this.part;
    if (this.isLost) this.coming = null;
    this.tell();
  }
}
