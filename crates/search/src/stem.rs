//! Stemming by language: Porter2 for English, light suffix tables for the others.

use alloc::vec::Vec;

use crate::lang::Lang;
use crate::porter;

/// Suffixes of a language, longest first; the first that leaves [`SHORTEST`] bytes is cut off.
const GERMAN: &[u8] = b"ungen keiten heiten ischen lichen erinnen ung keit heit isch lich igen \
erin est ern em en er es ig st e s n";
const SPANISH: &[u8] = b"amientos imientos aciones amiento imiento uciones adores acion ucion \
mente iendo ieron ando aron ados adas idos idas ador ado ada ido ida ar er ir an en es os as o a \
e s";
const FRENCH: &[u8] = b"issements issement atrices ateurs ations atrice ateur ation ements ement \
euses ment euse eaux eux aux ees ent ant er ez ee es e s x";
const PORTUGUESE: &[u8] = b"amentos imentos amento imento acoes adores mente acao ando endo indo \
aram ados adas idos idas ador ado ada ido ida ar er ir am em oes es os as ao o a e s";
const ITALIAN: &[u8] =
    b"amenti imenti amento imento azioni azione mente ando endo ati ate ato ata \
iti ite ito ita uti ute uto uta are ere ire ano ono i e o a";
const RUSSIAN: &str = "иями ями ами иях ией иям ого его ому ему ыми ими ешь ете ить ать еть ять \
уют ают яют ила ала или али ует ает яет ая яя ое ее ие ые ую юю ой ей ий ый ом ем им ым их ых ах \
ях ам ям ов ев ия ья ию ью ть ют ут ят ла ли ло а е и й о у ы ь ю я";

/// Bytes that a light stemmer leaves of a word, at least.
const SHORTEST: usize = 3;

/// Replaces `word`, in folded lower case, by its stem. Words with digits and words in another
/// alphabet than the language's are left as they are.
pub(crate) fn stem(lang: Lang, word: &mut Vec<u8>) {
    let latin = word.iter().all(u8::is_ascii_lowercase);
    match lang {
        Lang::Ru => {
            if word.iter().all(|byte| !byte.is_ascii()) {
                cut(word, RUSSIAN.as_bytes(), SHORTEST * 2);
            }
        }
        _ if !latin => {}
        Lang::En | Lang::Ja | Lang::Zh | Lang::Ko => porter::stem(word),
        Lang::De => {
            cut(word, GERMAN, SHORTEST + 1);
            cut(word, GERMAN, SHORTEST + 1);
        }
        Lang::Es => cut(word, SPANISH, SHORTEST),
        Lang::Fr => cut(word, FRENCH, SHORTEST),
        Lang::Pt => cut(word, PORTUGUESE, SHORTEST),
        Lang::It => cut(word, ITALIAN, SHORTEST),
        Lang::Other => {}
    }
}

/// Cuts off the first suffix of `table` that leaves `shortest` bytes.
fn cut(word: &mut Vec<u8>, table: &[u8], shortest: usize) {
    let found = table
        .split(|byte| *byte == b' ')
        .find(|suffix| word.len() >= shortest + suffix.len() && word.ends_with(suffix));
    if let Some(suffix) = found {
        word.truncate(word.len() - suffix.len());
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    fn stemmed(lang: Lang, word: &str) -> String {
        let mut bytes = word.as_bytes().to_vec();
        stem(lang, &mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    #[test]
    fn the_forms_of_a_word_meet() {
        for (lang, forms) in [
            (Lang::De, "rechnung rechnungen"),
            (Lang::De, "genehmigen genehmigung genehmigungen"),
            (Lang::De, "beleg belege belegen belegs"),
            (Lang::Es, "gasto gastos"),
            (
                Lang::Es,
                "aprobar aprobado aprobadas aprobacion aprobaciones",
            ),
            (Lang::Fr, "depense depenses"),
            (Lang::Fr, "approuver approuvee approuvez"),
            (Lang::Pt, "aprovar aprovado aprovacoes aprovacao"),
            (Lang::It, "approvare approvato approvata approvazione"),
            (Lang::Ru, "отчет отчета отчеты отчетов отчетами"),
            (Lang::Ja, "report reports reported"),
        ] {
            let mut stems: std::vec::Vec<_> =
                forms.split(' ').map(|form| stemmed(lang, form)).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
    }

    #[test]
    fn short_words_and_numbers_stay() {
        for (lang, word) in [
            (Lang::De, "uns"),
            (Lang::Es, "es"),
            (Lang::En, "q3"),
            (Lang::Ru, "мы"),
        ] {
            assert_eq!(stemmed(lang, word), word);
        }
    }
}
