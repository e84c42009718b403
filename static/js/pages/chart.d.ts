/** What `charts.js` uses of the vendored Chart.js. */

declare class Chart {
  static defaults: { font: object; color: string; borderColor: string; animation: boolean };
  constructor(canvas: HTMLCanvasElement, config: { type: string; data: object; options: object });
}
