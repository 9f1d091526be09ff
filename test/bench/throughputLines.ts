import type { Measured } from './report.ts';
import { type Comparison, measureThroughput } from './throughput.ts';

const rows = 10_000;
const latencyMs = 50;

/** Gavel beside bare loops: speed, CPU time and memory, as lines of the page. */
export async function throughputLines(rounds: number): Promise<Measured[]> {
  const at32 = await measureThroughput({ rows, latencyMs, concurrency: 32, rounds, against: ['openai', 'undici'] });
  const at256 = await measureThroughput({ rows, latencyMs, concurrency: 256, rounds, against: ['openai'] });
  const bare32 = at32.against.openai;
  const bare256 = at256.against.openai;
  return [
    ...speedLine('openai', 32, at32.gavel.ms, bare32, rounds, 0.98),
    ...speedLine('openai', 256, at256.gavel.ms, bare256, rounds, 0.95),
    ...speedLine('undici', 32, at32.gavel.ms, at32.against.undici, rounds, 0.97),
    ...costLines(32, at32.gavel, bare32),
    ...costLines(256, at256.gavel, bare256),
  ];
}

function speedLine(
  name: string,
  inFlight: number,
  ms: number,
  bare: Comparison | undefined,
  rounds: number,
  target: number,
): Measured[] {
  if (!bare) return [];
  return [
    {
      what: `Throughput, ${inFlight} in flight, beside a bare \`${name}\` loop`,
      target: `≥ ${target}`,
      measured: bare.throughput.toFixed(2),
      how: `${rows.toLocaleString('en-US')} rows, ${latencyMs} ms latency: ${seconds(ms)} against ${seconds(bare.ms)}; ${rounds} rounds, a process each`,
      met: bare.throughput >= target,
    },
  ];
}

function costLines(
  inFlight: number,
  gavel: { cpuMs: number; peakMb: number },
  bare: Comparison | undefined,
): Measured[] {
  if (!bare) return [];
  const cpu = (ms: number) => `${(ms / rows).toFixed(2)} ms`;
  return [
    {
      what: `CPU time of a judgement beside a bare \`openai\` loop's, ${inFlight} in flight`,
      target: '≤ 1.15',
      measured: bare.cpu.toFixed(2),
      how: `the same runs: ${cpu(gavel.cpuMs)} against ${cpu(bare.cpuMs)}, user and system`,
      met: bare.cpu <= 1.15,
    },
    {
      what: `Peak memory beside a bare \`openai\` loop's, ${inFlight} in flight`,
      target: '< 1',
      measured: bare.memory.toFixed(2),
      how: `the same runs: ${gavel.peakMb.toFixed(0)} MB against ${bare.peakMb.toFixed(0)} MB, which keeps all rows and replies`,
      met: bare.memory < 1,
    },
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
