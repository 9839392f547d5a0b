// Oscillators as points on the unit circle, angle 0 to the right and counter-clockwise, with their order parameter as an arrow.
import { Surface } from "./dom.js";

const StepsPerTurn = 65536, Turn = 2 * Math.PI, Glide = 250, Arcs = 90, Inner = 0.74;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

// r and psi of phases in 1/65536 turns.
export function orderOf(phases) {
  let [x, y] = [0, 0];
  for (const phase of phases) {
    x += Math.cos(phase / StepsPerTurn * Turn);
    y += Math.sin(phase / StepsPerTurn * Turn);
  }

  const count = Math.max(1, phases.length);
  return { r: Math.hypot(x, y) / count, psi: (Math.atan2(y, x) + Turn) % Turn };
}

export class Circle {
  #from = [];
  #to = [];
  #began = 0;
  #tone = "point";
  #surface;
  #running = false;

  constructor(canvas) {
    this.#surface = new Surface(canvas, () => this.#draw(1));
    this.#draw(1);
  }

  // Points glide from where they are to where they are told: between two looks they were somewhere too.
  show(phases, tone) {
    const now = performance.now(), at = this.#at(now);
    this.#from = phases.map((phase, i) => i < at.length ? at[i] : phase);
    this.#to = phases;
    this.#tone = tone;
    this.#began = now;
    if (this.#running) return;
    this.#running = true;
    requestAnimationFrame(time => this.#step(time));
  }

  #step(time) {
    const part = calm.matches ? 1 : Math.min(1, Math.max(0, (time - this.#began) / Glide));
    this.#draw(part);
    this.#running = part < 1;
    if (this.#running) requestAnimationFrame(next => this.#step(next));
  }

  #at(now, part = Math.min(1, (now - this.#began) / Glide)) {
    return this.#to.map((to, i) => {
      const way = ((to - this.#from[i] + 1.5 * StepsPerTurn) % StepsPerTurn) - StepsPerTurn / 2;
      return (this.#from[i] + part * way + StepsPerTurn) % StepsPerTurn;
    });
  }

  #draw(part) {
    const { context, width, height, colours } = this.#surface ?? {};
    if (!context) return;
    const phases = this.#at(0, part), radius = Math.min(width, height) / 2 - 4, ring = Inner * radius, size = Math.max(2.2, radius / 55);
    const place = (angle, distance) => [width / 2 + distance * Math.cos(angle), height / 2 - distance * Math.sin(angle)];
    context.clearRect(0, 0, width, height);
    context.lineWidth = 1;
    context.strokeStyle = colours.line;
    for (const distance of [ring, ring / 2]) {
      context.beginPath();
      context.arc(width / 2, height / 2, distance, 0, Turn);
      context.stroke();
    }

    // Points that fall on each other stand outwards in a row: a bloom is a crest and not one dot.
    const stacked = new Array(Arcs).fill(0);
    context.fillStyle = colours[this.#tone];
    for (const phase of phases) {
      const angle = phase / StepsPerTurn * Turn, row = stacked[Math.floor(phase / StepsPerTurn * Arcs) % Arcs]++;
      context.globalAlpha = 0.85;
      context.beginPath();
      context.arc(...place(angle, Math.min(radius, ring + row * size * 1.25)), size, 0, Turn);
      context.fill();
    }

    context.globalAlpha = 1;
    if (phases.length > 0) this.#arrow(place, orderOf(phases), ring, size);
  }

  #arrow(place, { r, psi }, ring, size) {
    const { context, colours } = this.#surface, tip = place(psi, r * ring);
    context.strokeStyle = context.fillStyle = this.#tone === "point" ? colours.arrow : colours[this.#tone];
    context.lineWidth = size * 0.9;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(...place(0, 0));
    context.lineTo(...tip);
    context.stroke();
    context.beginPath();
    context.arc(...tip, size * 1.5, 0, Turn);
    context.fill();
  }
}
