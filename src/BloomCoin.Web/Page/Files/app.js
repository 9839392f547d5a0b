// The live view: server-sent events in, the page out. What is drawn is in circle.js and chart.js.
import { Chart } from "./chart.js";
import { Circle, orderOf } from "./circle.js";
import { showBlock } from "./details.js";
import { age, element, fraction, replace, text } from "./dom.js";

const Merge = "merge", RetryAfter = 2000, SilentAfter = 5000;

const circle = new Circle(element("circle"));
const chart = new Chart(element("chart"));
let state = null, blocks = [], chosen = null, thresholds = { critical_coherence: 1, eager_coherence: 1 }, heard = 0;

const on = {
  hello(greeting) {
    thresholds = greeting;
    chart.thresholds = greeting;
    text("critical", greeting.critical_coherence.toFixed(3));
    document.title = "BloomCoin";
  },
  state(next) {
    const newBlock = state && next.height > state.height;
    state = next;
    status("live", "live");
    showState(newBlock);
  },
  blocks(next) {
    const known = new Set(blocks.map(block => block.hash));
    showBlocks(next, hash => known.size > 0 && !known.has(hash));
    blocks = next;
  },
  peers: showPeers,
  lost(why) { status("lost", `the node does not answer: ${why.reason}`); },
};

connect();
setInterval(tick, 1000);

function connect() {
  const events = new EventSource("live");
  for (const [name, handle] of Object.entries(on)) {
    events.addEventListener(name, event => {
      heard = Date.now();
      handle(JSON.parse(event.data));
    });
  }

  // A lost connection is made again by the browser; one that was refused is not.
  events.onerror = () => {
    status("lost", "connection lost, trying again");
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, RetryAfter);
  };
}

function status(kind, words) {
  const shown = element("status");
  if (shown.textContent === words) return;
  shown.dataset.state = kind;
  shown.textContent = words;
}

function sources() {
  const named = state.miners.map(miner => ({ name: miner.facts.name, phases: miner.phases, miner: miner.facts }));
  if (state.coherence !== undefined) named.push({ name: Merge, phases: state.phases });
  return named;
}

function showState(newBlock) {
  const all = sources();
  const shown = all.find(source => source.name === chosen) ?? all[0];
  showSources(all, shown);
  const order = shown ? orderOf(shown.phases) : null;
  const tone = !order ? "point" : order.r >= thresholds.critical_coherence ? "bloom" : order.r >= thresholds.eager_coherence ? "near" : "point";
  circle.show(shown?.phases ?? [], tone);
  chart.add(Date.now(), state.coherence, shown?.miner ? order.r : undefined, newBlock);

  text("r", order ? order.r.toFixed(4) : "–");
  text("psi", order ? `${order.psi.toFixed(2)} rad` : "–");
  element("bloom").hidden = tone !== "bloom";
  text("doing", !shown ? "Nobody mines here, and no phases have come." : shown.miner
    ? `${shown.name}: block ${shown.miner.height}, attempt ${shown.miner.attempt}, round ${shown.miner.round}, ${shown.miner.blocks} sealed`
    : `what ${state.contributors} contributed for block ${state.working_height}`);
  element("circle").setAttribute("aria-label", order
    ? `63 oscillators of ${shown.name} on the unit circle, order parameter ${order.r.toFixed(2)}` : "no oscillators");

  text("network", state.network);
  text("height", state.height.toLocaleString("en"));
  text("working", state.working_height.toLocaleString("en"));
  text("contributors", state.contributors.toLocaleString("en"));
  showSync(state.sync);
  showContributions(state.contributions);
}

function showSources(all, shown) {
  const group = element("sources"), names = all.map(source => source.name);
  if (group.dataset.names === names.join() && group.dataset.shown === shown?.name) return;
  group.dataset.names = names.join();
  group.dataset.shown = shown?.name;
  replace(group, names.map(name => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(name === shown.name));
    button.onclick = () => { chosen = name; chart.forget(); showState(false); };
    return button;
  }));
}

function showSync(sync) {
  const isBehind = sync.running && sync.header_height > sync.height;
  element("sync").hidden = !isBehind;
  if (!isBehind) return;
  element("progress").value = sync.height / sync.header_height;
  text("progress-text", `${sync.height.toLocaleString("en")} of ${sync.header_height.toLocaleString("en")} blocks`);
}

function showContributions(all) {
  element("no-contributions").hidden = all.length > 0;
  replace(element("contributions"), all.map(one => {
    const row = document.createElement("tr");
    for (const cell of [one.origin, one.coherence.toFixed(4), fraction(one.share), age(one.age)]) row.insertCell().textContent = cell;
    return row;
  }));
}

function showBlocks(all, isFresh) {
  replace(element("blocks"), all.map(block => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.dataset.hash = block.hash;
    if (isFresh(block.hash)) button.className = "fresh";
    for (const [name, words] of [["height", block.height.toLocaleString("en")], ["hash", block.hash], ["when", ""]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = words;
      button.append(part);
    }

    button.dataset.time = block.time;
    button.dataset.transactions = block.transactions;
    button.onclick = () => showBlock(block.hash);
    item.append(button);
    return item;
  }));
  tick();
}

function showPeers(peers) {
  text("peers", peers.total.toLocaleString("en"));
  element("no-peers").hidden = peers.total > 0;
  const most = list => Math.max(1, ...list.map(one => one[1]));
  const bars = (id, list) => {
    const top = most(list);
    replace(element(id), list.map(([name, count, words]) => {
      const item = document.createElement("li"), label = document.createElement("span"), number = document.createElement("span"), bar = document.createElement("meter");
      [label.className, label.textContent, number.className, number.textContent] = ["name", name, "count", words ?? String(count)];
      [bar.max, bar.value] = [top, count];
      bar.setAttribute("aria-hidden", "true");
      item.append(label, number, bar);
      return item;
    }));
  };
  bars("gateways", peers.gateways.map(one => [one.name, one.inbound + one.outbound, `${one.inbound} in, ${one.outbound} out`]));
  bars("networks", peers.networks.map(one => [one.prefix, one.peers]));
}

// What grows older by itself.
function tick() {
  if (!state) return;
  const now = Date.now(), ahead = Date.parse(state.time) - heard;
  const since = time => Math.max(0, (now + ahead - Date.parse(time)) / 1000);
  text("age", age(since(state.tip_time)));
  for (const button of element("blocks").querySelectorAll("button"))
    button.querySelector(".when").textContent = `${button.dataset.transactions} tx, ${age(since(button.dataset.time))} ago`;
  if (blocks.length > 2) {
    const span = (Date.parse(blocks[0].time) - Date.parse(blocks.at(-1).time)) / 60000;
    text("rate", span > 0 ? ((blocks.length - 1) / span).toFixed(1) : "–");
  }

  if (heard && now - heard > SilentAfter) status("lost", "nothing heard for a while");
}
