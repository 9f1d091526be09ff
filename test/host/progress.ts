/**
 * Says on stderr that something long is going on: one line that counts the seconds on a terminal, plain lines in a log.
 * Returns a function that ends it; its argument is the outcome ("done", "failed").
 */
export function startProgress(label: string): (outcome: string) => void {
  const started = performance.now();
  const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`;
  const live = process.stderr.isTTY;
  const draw = () => process.stderr.write(`\r\x1b[K${label} … ${seconds()}`);
  if (live) draw();
  else process.stderr.write(`${label} …\n`);
  const timer = live ? setInterval(draw, 1000) : undefined;
  return (outcome) => {
    clearInterval(timer);
    process.stderr.write(`${live ? '\r\x1b[K' : ''}${label}: ${outcome} (${seconds()})\n`);
  };
}
