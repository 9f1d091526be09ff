import type { PageHost, ReportPageState } from './messages.ts';

/**
 * Makes the tables sort and filter. Runs in the page (see pageScript.ts): it can use nothing from here.
 */
export function pageTables(host: PageHost): void {
  type Kept = NonNullable<ReportPageState['tables']>[number];
  /** In the order of the document. */
  type Row = { element: HTMLTableRowElement; place: number; tags: string[]; text?: string };

  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  for (const [place, block] of [...document.querySelectorAll<HTMLElement>('.table')].entries()) prepare(block, place);

  function prepare(block: HTMLElement, place: number): void {
    const table = block.querySelector('table');
    const body = table?.tBodies[0];
    if (!table || !body) return;
    const rows: Row[] = [...body.rows].map((element, i) => ({
      element,
      place: i,
      tags: JSON.parse(element.dataset['tags'] ?? '[]'),
    }));
    const tools = block.querySelector<HTMLElement>('.tools');
    const search = tools?.querySelector('input');
    const buttons = [...(tools?.querySelectorAll<HTMLElement>('[data-tag]') ?? [])];
    const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
    const kept: Kept = host.state.tables?.[place] ?? {};

    function change(next: Kept): void {
      Object.assign(kept, next);
      host.keep({ tables: { ...host.state.tables, [place]: kept } });
    }

    /** Columns keep their widths while rows come and go; until the page has another width. */
    function freeze(): void {
      if (!table || table.style.tableLayout) return;
      const widths = headings.map((heading) => heading.getBoundingClientRect().width);
      for (const [i, heading] of headings.entries()) heading.style.width = `${widths[i]}px`;
      block.style.width = `${block.getBoundingClientRect().width}px`;
      table.style.tableLayout = 'fixed';
      const free = () => {
        for (const element of [block, ...headings]) element.style.width = '';
        table.style.tableLayout = '';
      };
      addEventListener('resize', free, { once: true });
    }

    function sort(): void {
      freeze();
      const { column, down } = kept.sort ?? { column: -1, down: false };
      for (const [i, heading] of headings.entries()) {
        if (i === column) heading.ariaSort = down ? 'descending' : 'ascending';
        else heading.removeAttribute('aria-sort');
      }
      const isNumeric = headings[column]?.classList.contains('end') === true;
      const keys = rows.map(({ element }) => keyOf(element.cells[column]?.textContent ?? '', isNumeric));
      const sign = down ? -1 : 1;
      const sorted = [...rows].sort((a, b) => {
        const [one, other] = [keys[a.place] ?? '', keys[b.place] ?? ''];
        // What has no number comes last, whichever way.
        if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
        const order = typeof one === 'number' ? one - Number(other) : isNumeric ? 0 : compare(one, String(other));
        return sign * order || a.place - b.place;
      });
      body?.append(...sorted.map(({ element }) => element));
    }

    function filter(): void {
      freeze();
      const words = (kept.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const tags = kept.tags ?? [];
      let shown = 0;
      for (const row of rows) {
        const tagged = tags.length === 0 || row.tags.some((tag) => tags.includes(tag));
        if (words.length > 0) row.text ??= row.element.textContent?.toLowerCase() ?? '';
        const isShown = tagged && words.every((word) => row.text?.includes(word));
        row.element.hidden = !isShown;
        if (isShown) shown++;
      }
      for (const button of buttons) button.ariaPressed = String(tags.includes(button.dataset['tag'] ?? ''));
      const output = tools?.querySelector('output');
      const values = [shown, rows.length].map((n) => n.toLocaleString('en-US'));
      if (output) output.value = (output.dataset['words'] ?? '').replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
    }

    for (const [column, heading] of headings.entries()) {
      const title = heading.querySelector('.title');
      if (!title) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'title';
      button.title = title.getAttribute('title') ?? '';
      button.append(...title.childNodes);
      title.replaceWith(button);
      button.addEventListener('click', () => {
        const { sort: now } = kept;
        // Numbers: the greatest first. The third click brings back the order of the report.
        const first = heading.classList.contains('end');
        const next = now?.column !== column ? first : now.down === first ? !first : undefined;
        change({ sort: next === undefined ? undefined : { column, down: next } });
        sort();
      });
    }
    search?.addEventListener('input', () => {
      change({ text: search.value });
      filter();
    });
    for (const button of buttons) {
      button.addEventListener('click', () => {
        const tag = button.dataset['tag'] ?? '';
        const tags = kept.tags ?? [];
        change({ tags: tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag] });
        filter();
      });
    }
    if (tools) tools.hidden = false;
    if (search && kept.text) search.value = kept.text;
    if (kept.sort) sort();
    if (kept.text || kept.tags?.length) filter();
  }

  /** "1,234", "0.61 (0.5 to 0.7)", "−3 %", "< 0.001": the number it begins with. */
  function keyOf(text: string, isNumeric: boolean): number | string {
    if (!isNumeric) return text;
    const [number] = /^[-+−]?\d[\d,]*(\.\d+)?(e[-+]?\d+)?/i.exec(text.replace(/^[\s<>≈~≤≥±]+/, '')) ?? [];
    return number === undefined ? text : Number(number.replaceAll(',', '').replace('−', '-'));
  }

  function compare(a: string, b: string): number {
    return collator.compare(a, b);
  }
}
