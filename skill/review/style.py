"""Style sheet of the review page, for phones and paper."""

STYLE = """
:root { color-scheme: light dark; --new: #ffef9e; --edge: #8888; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 2px solid var(--edge); }
h3 { font-size: 1.05rem; margin: 0; } nav { line-height: 2; }
article { border-top: 1px solid var(--edge); padding: 0.7rem 0; } article p { margin: 0.2rem 0; }
.about { font-size: 0.85rem; } .fact { font-size: 0.85rem; } i { opacity: 0.75; }
.doctor, .urgent, .emergency { padding: 0 0.4rem; border-radius: 0.3rem; color: #fff; background: #2b5c8a; }
.urgent { background: #9a4a00; } .emergency { background: #b00020; }
.blank { border-bottom: 1px solid currentColor; padding-top: 1.4rem; max-width: 24rem; }
@media (prefers-color-scheme: dark) { :root { --new: #5a4d00; } a { color: #9cc9ff; } }
@media print { nav { display: none; } body { font-size: 10pt; margin: 0; max-width: none; }
  section { columns: 2; } h2 { column-span: all; }
  article { break-inside: avoid; } h2, h3 { break-after: avoid; } a { color: inherit; text-decoration: none; }
  .doctor, .urgent, .emergency { color: inherit; background: none; border: 1px solid; } }
"""
