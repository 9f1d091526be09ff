// `node throughputChild.ts LOOP TASK`: one loop in a process of its own, whose time and memory are all its own.
import { type LoopTask, loops } from './loops.ts';
import type { LoopCost } from './throughput.ts';

const [name = '', task = ''] = process.argv.slice(2);
const loop = loops[name as keyof typeof loops];
const before = process.cpuUsage();
const started = performance.now();
const answered = await loop(JSON.parse(task) as LoopTask);
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(before);
const cost: LoopCost = { ms, cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024, answered };
console.log(JSON.stringify(cost));
// Connections kept alive need not end by themselves.
process.exit();
