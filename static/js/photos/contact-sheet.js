/** Several frames in one photo: four beside each other, two rows. What the server cuts it by is in scoring/vision/sheet.py. */

const [COLUMNS, ROWS, SIDE] = [4, 2, 320];
const QUALITY = 0.85;

export class ContactSheet {
  #canvas = Object.assign(document.createElement("canvas"), { width: COLUMNS * SIDE, height: ROWS * SIDE });
  #filled = new Set();
  /** Whether there is something on it that has not been printed. */
  fresh = false;

  /** @param {number} cell */
  has(cell) {
    return this.#filled.has(cell);
  }

  /**
   * The middle of a picture, square, in the place of what was in the cell.
   * @param {number} cell
   * @param {CanvasImageSource} picture
   * @param {number} width
   * @param {number} height
   */
  put(cell, picture, width, height) {
    const side = Math.min(width, height);
    const to = [SIDE * (cell % COLUMNS), SIDE * Math.floor(cell / COLUMNS)];
    const context = this.#canvas.getContext("2d");
    context?.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, to[0], to[1], SIDE, SIDE);
    this.#filled.add(cell);
    this.fresh = true;
  }

  /** The sheet as it is now, as a JPEG; what is empty is black. @returns {Promise<Blob>} */
  print() {
    this.fresh = false;
    return new Promise((done, fail) =>
      this.#canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/jpeg", QUALITY),
    );
  }
}
