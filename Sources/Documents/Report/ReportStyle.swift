/// The look of the report: system fonts, one column of text, hairlines, light and dark, and paper.
enum ReportStyle {
    static let css: HTML = """
        :root {
          color-scheme: light dark;
          --ink: #1a1c1e; --quiet: #5d646b; --line: #d9dde1; --paper: #ffffff; --wash: #f5f6f7;
          --go: #00704f; --look: #8a5a00; --stop: #b3390b; --one: #0072b2; --two: #d55e00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #e6e8ea; --quiet: #9ba3ab; --line: #363b40; --paper: #131517; --wash: #1c1f22;
            --go: #3fc79a; --look: #e6a535; --stop: #ff8a5c; --one: #56b4e9; --two: #f0884d;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
        }
        main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
        main { padding-top: 2.5rem; }
        p, li, dd { max-width: 72ch; }
        p { margin: 0 0 .75rem; }
        h1, h2, h3 { line-height: 1.25; font-weight: 600; }
        h1 { font-size: 2rem; margin: .25rem 0 .5rem; letter-spacing: -.01em; }
        h2 { font-size: 1.125rem; margin: 0; }
        main > h2 { margin-top: 2rem; }
        h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
        code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        code { font-size: .9em; unicode-bidi: isolate; }
        pre { font-size: .85rem; line-height: 1.45; overflow-x: auto; padding: .75rem 0; margin: 0; }
        ul { padding-left: 1.1rem; margin: 0 0 .75rem; }
        a { color: var(--one); }
        .over { color: var(--quiet); margin: 0; }
        .lead { font-size: 1.2rem; line-height: 1.45; margin: 0 0 1.25rem; }
        .ship { color: var(--go); } .hold { color: var(--stop); } .cannot_tell { color: var(--look); }
        .answers { margin: 0 0 2rem; border-top: 1px solid var(--line); }
        .answers > div {
          display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 1.5rem;
          padding: .7rem 0; border-bottom: 1px solid var(--line);
        }
        .answers > div:last-child { border-bottom: 0; }
        .answers dt { font-weight: 600; }
        .answers dd { margin: 0; }
        .answers dd > :last-child { margin-bottom: 0; }
        details { border-top: 1px solid var(--line); }
        details:last-of-type { border-bottom: 1px solid var(--line); }
        summary {
          display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem;
          padding: .8rem 0; cursor: pointer; list-style: none;
        }
        summary::-webkit-details-marker { display: none; }
        summary::before { content: "+"; width: 1ch; color: var(--quiet); }
        details[open] > summary::before { content: "−"; }
        summary:focus-visible, .n:focus-visible, .table:focus-visible, a:focus-visible {
          outline: 2px solid var(--one); outline-offset: 2px;
        }
        .gist { color: var(--quiet); }
        .fold { padding: .25rem 0 2rem; }
        .table { overflow-x: auto; margin: .5rem 0 1.5rem; }
        table { border-collapse: collapse; overflow-wrap: normal; min-width: min(100%, 26rem); }
        caption { text-align: left; color: var(--quiet); padding: 0 0 .4rem; }
        th, td { padding: .35rem 1.25rem .35rem 0; text-align: left; vertical-align: baseline; unicode-bidi: isolate; }
        thead th { font-weight: 400; color: var(--quiet); white-space: nowrap; }
        thead tr > * { border-bottom: 1px solid var(--line); }
        tbody th { font-weight: 400; }
        tbody tr + tr > * { border-top: 1px solid var(--line); }
        tr > :last-child { padding-right: 0; }
        .answers .table { margin-bottom: .5rem; }
        .num { text-align: right; white-space: nowrap; }
        td:not(.num), tbody th { min-width: 6rem; max-width: 34rem; }
        td:nth-child(3):not(.num) { min-width: 11rem; }
        td:has(> .n.long) { min-width: 15rem; }
        caption > span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 2.5rem); }
        .moment, tbody th > span { white-space: nowrap; }
        .chosen { font-weight: 600; }
        .n { position: relative; white-space: nowrap; }
        .n.long { white-space: normal; }
        .n:hover { text-decoration: underline dotted; text-underline-offset: .2em; cursor: help; }
        .n:focus::after {
          content: attr(data-source); position: fixed; left: 0; right: 0; bottom: 0; z-index: 1;
          padding: .5rem 1.25rem; background: var(--wash); color: var(--ink); border-top: 1px solid var(--line);
          font: .85rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: normal;
        }
        .range, .none, .aside { color: var(--quiet); }
        .sign { display: inline-block; min-width: 1.4ch; font-weight: 700; }
        .error { color: var(--stop); } .warning { color: var(--look); } .note { color: var(--quiet); }
        .findings { list-style: none; padding: 0; }
        .findings > li { position: relative; margin: 0 0 .6rem; padding-left: 1.4rem; }
        .findings > li > .sign { position: absolute; left: 0; }
        figure { margin: .5rem 0 1.5rem; }
        figure > figcaption, figure > svg { max-width: 32rem; }
        figcaption { font-weight: 600; margin: 0 0 .25rem; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--ink); }
        svg text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
        svg .cell + text { stroke: none; }
        svg .axis { fill: var(--quiet); }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .base { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 3; }
        svg .one { stroke: var(--one); } svg .two { stroke: var(--two); } svg .quiet { stroke: var(--quiet); }
        svg .line { stroke-width: 1.75; fill: none; stroke-linejoin: round; }
        svg .line.two { stroke-dasharray: 6 3; }
        svg .whisker { stroke-width: 1.5; fill: none; }
        svg .band { fill: var(--one); fill-opacity: .15; stroke: none; }
        svg .bar { fill: var(--one); stroke: none; }
        svg .bar.quiet { fill: var(--quiet); fill-opacity: .35; }
        svg .bar.two { fill: var(--paper); stroke: var(--two); stroke-width: 1.25; }
        svg .cell { fill: var(--one); stroke: var(--line); stroke-width: 1; }
        svg .dot { fill: var(--one); stroke: var(--paper); stroke-width: 1.5; }
        svg .other { fill: var(--paper); stroke: var(--two); stroke-width: 2; }
        svg [data-source]:hover { text-decoration: underline dotted; cursor: help; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2rem; }
        .charts figure { min-width: 0; }
        figure details, figure details:last-of-type { border: 0; }
        figure summary { padding: .35rem 0; color: var(--quiet); font-size: .9rem; }
        footer { color: var(--quiet); font-size: .9rem; padding-top: 1.5rem; padding-bottom: 3rem; }
        @media (max-width: 40rem) {
          main { padding-top: 1.5rem; }
          h1 { font-size: 1.6rem; }
          .lead { font-size: 1.1rem; }
          .answers > div { grid-template-columns: minmax(0, 1fr); }
          th, td { padding-right: .9rem; }
        }
        @media print {
          :root {
            --ink: #000000; --quiet: #444444; --line: #bbbbbb; --paper: #ffffff; --wash: #ffffff;
            --go: #00563c; --look: #6b4600; --stop: #8f2d08; --one: #0072b2; --two: #d55e00;
          }
          body { font-size: 10pt; }
          main, footer { max-width: none; padding: 0; }
          details::details-content { content-visibility: visible; display: block; height: auto; }
          details:not([open]) > :not(summary) { display: block; }
          summary::before { content: none !important; }
          .table { overflow: visible; }
          tr, figure, .answers > div { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
        }

        """
}
