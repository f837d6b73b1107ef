/*
 * Languages: the two that reports and messages are written in, and how a text is picked that exists
 * in both. Whoever has words for people keeps them in pairs and asks here.
 */
#ifndef NIANBAO_LANGUAGE_H
#define NIANBAO_LANGUAGE_H

enum language { LANG_ZH, LANG_EN };

/* A text in both languages. */
struct words {
    const char *en, *zh;
};

/* Its tag (BCP 47): zh-CN, en. */
const char *language_code(enum language language);

/* The text of that language; as both may be formats, the compiler checks both. */
const char *language_text(enum language language, const char *en, const char *zh)
    __attribute__((format_arg(2), format_arg(3)));

/* The same of a pair. */
const char *language_words(enum language language, struct words words);

#endif
