button-settings = ⚙️ All settings
button-language = 🗣 Language
button-plans = 🧭 Plans
language = <b>🗣 Language</b>

    Which one shall I speak? Words and menu change at once.
command-language = The language I speak
