// Coherence over the last two minutes: the merge, the miner that is shown, and when blocks came.
import { Surface } from "./dom.js";

const Span = 120_000, Gap = 3_000, Left = 34, Bottom = 18, Top = 6;

export class Chart {
  #samples = [];
  #surface;
  thresholds = null;

  constructor(canvas) {
    this.#surface = new Surface(canvas, () => this.#draw());
  }

  add(at, merge, miner, block) {
    this.#samples.push({ at, merge, miner, block });
    while (this.#samples[0].at < at - Span) this.#samples.shift();
    this.#draw();
  }

  // Another miner is shown: its line begins anew.
  forget() {
    for (const sample of this.#samples) sample.miner = undefined;
  }

  #draw() {
    const { context, width, height, colours } = this.#surface ?? {};
    if (!context) return;
    const now = this.#samples.at(-1)?.at ?? Date.now();
    const x = at => width - (now - at) / Span * (width - Left), y = r => Top + (1 - r) * (height - Bottom - Top);
    context.clearRect(0, 0, width, height);
    context.font = "11px system-ui, sans-serif";
    context.lineWidth = 1;
    for (const r of [0, 0.25, 0.5, 0.75, 1]) {
      context.strokeStyle = colours.line;
      this.#line([[Left, y(r)], [width, y(r)]]);
      context.fillStyle = colours.faint;
      context.fillText(r.toFixed(2), 2, y(r) + 4);
    }

    for (const minute of [-90, -60, -30]) context.fillText(`${minute} s`, x(now + minute * 1000) - 12, height - 4);
    context.strokeStyle = colours.block;
    for (const sample of this.#samples.filter(sample => sample.block)) this.#line([[x(sample.at), y(1)], [x(sample.at), y(0)]]);
    context.lineWidth = 1.5;
    context.strokeStyle = colours.faint;
    this.#curve("miner", x, y);
    context.lineWidth = 2.5;
    context.strokeStyle = colours.point;
    this.#curve("merge", x, y);
    if (!this.thresholds) return;
    context.lineWidth = 1.5;
    context.setLineDash([6, 5]);
    context.strokeStyle = colours.bloom;
    this.#line([[Left, y(this.thresholds.critical_coherence)], [width, y(this.thresholds.critical_coherence)]]);
    context.setLineDash([]);
  }

  // Broken where nothing was held or nothing was heard.
  #curve(name, x, y) {
    let points = [], last = 0;
    for (const sample of this.#samples) {
      if (sample[name] === undefined || sample.at - last > Gap) {
        this.#line(points);
        points = [];
      }

      if (sample[name] !== undefined) points.push([x(sample.at), y(sample[name])]);
      last = sample.at;
    }

    this.#line(points);
  }

  #line(points) {
    if (points.length < 2) return;
    const { context } = this.#surface;
    context.beginPath();
    points.forEach((point, i) => i ? context.lineTo(...point) : context.moveTo(...point));
    context.stroke();
  }
}
