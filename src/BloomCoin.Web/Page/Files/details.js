// A block, asked for when it is clicked.
import { element, replace, text } from "./dom.js";

const Bloom = 1e8, MaxShown = 50;

export async function showBlock(hash) {
  text("details-title", "Block");
  replace(element("details-list"), []);
  replace(element("details-transactions"), []);
  element("details").showModal();
  try {
    const answer = await fetch(`api/v1/blocks/${hash}`);
    const block = await answer.json();
    if (!answer.ok) throw new Error(block.detail ?? block.title);
    show(block);
  } catch (failure) {
    text("details-title", `The block did not come: ${failure.message}`);
  }
}

function show({ header, work, bytes, certificate, transactions }) {
  text("details-title", `Block ${header.height.toLocaleString("en")}`);
  const facts = {
    "hash": header.hash, "before it": header.previous, "time": header.time, "branch": header.branch,
    "order parameter r": header.order_parameter, "mean phase": `${header.mean_phase} rad`,
    "bloom": `rounds ${certificate.bloom_start} to ${certificate.bloom_end}, least r ${certificate.least_r}`,
    "nonce": header.nonce, "difficulty": header.difficulty, "work": work, "bytes": bytes.toLocaleString("en"), "merkle root": header.merkle_root,
  };
  replace(element("details-list"), Object.entries(facts).flatMap(([name, value]) => {
    const [term, fact] = [document.createElement("dt"), document.createElement("dd")];
    [term.textContent, fact.textContent] = [name, String(value)];
    return [term, fact];
  }));
  const lines = transactions.slice(0, MaxShown).map(transaction => {
    const sum = transaction.outputs.reduce((total, output) => total + output.amount, 0) / Bloom;
    return `${transaction.txid}${transaction.coinbase ? " (coinbase)" : ""}: ${sum} BLOOM to ${transaction.outputs.length}`;
  });
  if (transactions.length > MaxShown) lines.push(`and ${transactions.length - MaxShown} more`);
  replace(element("details-transactions"), lines.map(line => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}
