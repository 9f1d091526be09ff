/**
 * Shows the explanation of what the pointer or the keyboard is on, beside it: the entry of the list at the end of the
 * page. Runs in the page (see pageScript.ts): it can use nothing from here.
 */
export function pageTips(): void {
  const lateMs = 350;
  const tip = document.createElement('div');
  tip.id = 'tip';
  // What it says is the target's description already.
  tip.setAttribute('aria-hidden', 'true');
  tip.popover = 'manual';
  document.body.append(tip);
  let shownFor: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What has an explanation: a measure, a part of a chart, a cell of a matrix, or one whose column has one. */
  function subjectAt(target: EventTarget | null): Element | undefined {
    if (!(target instanceof Element)) return undefined;
    const subject = target.closest('a.measure, [data-note], .scale, tbody td, figure :is(td, th)');
    return subject && (noteOf(subject) !== undefined || measureOf(subject)) ? subject : undefined;
  }

  function noteOf(subject: Element): string | undefined {
    return (subject as HTMLElement | SVGElement).dataset['note'];
  }

  function measureOf(subject: Element): HTMLAnchorElement | undefined {
    if (subject instanceof HTMLAnchorElement) return subject;
    const column =
      subject instanceof HTMLTableCellElement && subject.closest('table')?.tHead?.rows[0]?.cells[subject.cellIndex];
    const place = subject.closest('figure') ?? (column || undefined);
    return place?.querySelector<HTMLAnchorElement>('a.measure') ?? undefined;
  }

  function show(subject: Element): void {
    clearTimeout(timer);
    const entry = document.getElementById(measureOf(subject)?.hash.slice(1) ?? '');
    const note = noteOf(subject);
    tip.replaceChildren();
    if (note !== undefined)
      tip.append(Object.assign(document.createElement('p'), { className: 'note', textContent: note }));
    for (const part of entry?.children ?? []) tip.append(part.cloneNode(true));
    shownFor = subject;
    tip.showPopover();
    const at = subject.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = tip;
    const { clientWidth, clientHeight } = document.documentElement;
    const gap = 4;
    const fits = at.bottom + gap + offsetHeight <= clientHeight || at.top < offsetHeight + gap;
    tip.style.left = `${Math.max(gap, Math.min(at.left, clientWidth - offsetWidth - gap))}px`;
    tip.style.top = `${fits ? at.bottom + gap : at.top - gap - offsetHeight}px`;
  }

  function hide(): void {
    clearTimeout(timer);
    shownFor = undefined;
    tip.hidePopover();
  }

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    if (target instanceof Node && tip.contains(target)) {
      clearTimeout(timer);
      return;
    }
    const subject = subjectAt(target);
    if (subject === shownFor) {
      clearTimeout(timer);
      return;
    }
    clearTimeout(timer);
    // Neither at once while the pointer only passes, nor gone while it moves over to what is shown.
    if (subject) timer = setTimeout(() => show(subject), shownFor ? 60 : lateMs);
    else if (shownFor) timer = setTimeout(hide, 150);
  });
  document.addEventListener('pointerleave', hide);
  document.addEventListener('focusin', ({ target }) => {
    const subject = target instanceof Element && target.matches('a.measure:focus-visible') ? target : undefined;
    if (subject) show(subject);
    else if (shownFor) hide();
  });
  document.addEventListener('focusout', () => shownFor && hide());
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  document.addEventListener('scroll', () => shownFor && hide(), { capture: true, passive: true });
  document.addEventListener('click', (event) => {
    const measure = event.target instanceof Element ? event.target.closest('a.measure') : null;
    if (!measure) return;
    // What the link leads to is shown here.
    event.preventDefault();
    show(measure);
  });
}
