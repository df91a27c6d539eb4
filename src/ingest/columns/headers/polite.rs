//! Polite words around what a question asks for.

/// Words before what a question asks for: "Please enter the", "What is your", "Nom du".
const POLITE: [&str; 79] = [
    "please", "and", "s", "kindly", "enter", "provide", "state", "give", "indicate", "select",
    "specify", "type", "write", "choose", "insert", "add", "what", "is", "was", "your", "the",
    "my", "our", "bitte", "ihr", "ihre", "dein", "deine", "der", "die", "das", "votre", "vos",
    "quel", "quelle", "le", "la", "su", "sus", "tu", "cual", "seu", "sua", "qual", "il", "uw",
    "jouw", "din", "ditt", "je", "name", "nombre", "nom", "nome", "naam", "navn", "namn", "code",
    "codigo", "codice", "kod", "kennung", "numero", "nummer", "of", "del", "de", "du", "do", "da",
    "della", "dell", "des", "van", "het", "for", "pa", "av", "et",
];

/// The key without the polite words before it.
pub(super) fn plainly(words: &[String]) -> Option<String> {
    let is_polite = |word: &String| POLITE.contains(&word.as_str());
    let asks = words
        .first()
        .is_some_and(|word| is_polite(word) && word != "is" && word != "s");
    let rest = words.iter().skip_while(|word| is_polite(word));
    let key: String = rest.map(String::as_str).collect();
    (asks && !key.is_empty()).then_some(key)
}
