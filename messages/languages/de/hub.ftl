button-settings = ⚙️ Alle Einstellungen
button-language = 🗣 Sprache
button-plans = 🧭 Vorhaben
language = <b>🗣 Sprache</b>

    Welche soll ich sprechen? Worte und Menü wechseln sofort.
command-language = Die Sprache, die ich spreche
