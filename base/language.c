#include "base/language.h"

const char *language_code(enum language language)
{
    return language_text(language, "en", "zh-CN");
}

const char *language_text(enum language language, const char *en, const char *zh)
{
    return language == LANG_ZH ? zh : en;
}

const char *language_words(enum language language, struct words words)
{
    return language_text(language, words.en, words.zh);
}
