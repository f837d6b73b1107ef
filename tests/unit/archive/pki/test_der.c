#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/pki/der.h"

#define STRICT(text) der_is_strict((struct der){(const unsigned char *)(text), sizeof(text) - 1})

static void der_is_taken(void **state)
{
    (void)state;
    assert_true(STRICT(""));
    assert_true(STRICT("\x05\x00"));
    assert_true(STRICT("\x30\x06\x02\x01\x7F\x01\x01\xFF"));
    assert_true(STRICT("\x02\x02\x00\x80"));
    assert_true(STRICT("\x02\x02\xFF\x7F"));
    assert_true(STRICT("\x04\x02\x30\x80")); /* what octets hold is their own affair */
}

static void what_is_not_der_is_refused(void **state)
{
    (void)state;
    assert_false(STRICT("\x30"));
    assert_false(STRICT("\x30\x80\x00\x00"));             /* indefinite length */
    assert_false(STRICT("\x04\x81\x01x"));                /* a length longer than it must be */
    assert_false(STRICT("\x04\x82\x00\x80"));             /* likewise */
    assert_false(STRICT("\x04\x02x"));                    /* more than there is */
    assert_false(STRICT("\x30\x03\x02\x01"));             /* likewise, inside */
    assert_false(STRICT("\x30\x02\x02\x01\x00"));         /* out of what it lies in */
    assert_false(STRICT("\x02\x00"));                     /* a number without bytes */
    assert_false(STRICT("\x02\x02\x00\x7F"));             /* a zero before it */
    assert_false(STRICT("\x02\x02\xFF\x80"));             /* likewise, negative */
    assert_false(STRICT("\x01\x01\x01"));                 /* neither false nor true */
    assert_false(STRICT("\x1F\x01\x00"));                 /* a tag of several bytes */
    assert_false(STRICT("\x04\x85\x01\x00\x00\x00\x00")); /* a length beyond all */
}

/* Elements in each other, n of them. */
static bool nested_is_strict(size_t n)
{
    unsigned char bytes[400];
    size_t at = sizeof bytes;
    for (size_t i = 0; i < n; i++) {
        size_t len = sizeof bytes - at;
        bytes[--at] = (unsigned char)len;
        if (len >= 0x80)
            bytes[--at] = 0x81;
        bytes[--at] = DER_SEQUENCE;
    }
    return der_is_strict((struct der){bytes + at, sizeof bytes - at});
}

static void depth_is_limited(void **state)
{
    (void)state;
    assert_true(nested_is_strict(60));
    assert_false(nested_is_strict(80));
}

static void elements_are_taken_one_by_one(void **state)
{
    (void)state;
    struct der in = {(const unsigned char *)"\x30\x03\x02\x01\x05\x04\x01x", 8}, body, whole, inner;
    unsigned tag;
    assert_true(der_take_tag(&in, DER_SEQUENCE, &body, &whole));
    assert_int_equal(whole.len, 5);
    assert_true(der_take(&body, &tag, &inner, NULL));
    assert_int_equal(tag, 2);
    assert_int_equal(inner.bytes[0], 5);
    assert_int_equal(body.len, 0);
    assert_int_equal(in.len, 3);
    assert_false(der_take_tag(&in, DER_SEQUENCE, &body, NULL));
    assert_false(der_take(&in, &tag, &body, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(der_is_taken),
        cmocka_unit_test(what_is_not_der_is_refused),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(elements_are_taken_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
