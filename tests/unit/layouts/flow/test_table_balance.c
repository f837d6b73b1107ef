/* Widths of columns under which a table of wrapped text is lowest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layouts/flow/table_balance.h"

#define COLUMNS 3
#define ROWS 4

struct made {
    struct table table;
    struct grid_row rows[ROWS];
    struct grid_cell cells[ROWS][COLUMNS];
    struct column columns[COLUMNS];
};

/* A head and three rows whose cells are that long in one line; each column starts with a third. */
static void make(struct made *m, const int32_t natural[COLUMNS], int32_t available)
{
    *m = (struct made){.table = {.n_rows = ROWS, .n_head = 1, .n_columns = COLUMNS}};
    m->table.rows = m->rows;
    m->table.columns = m->columns;
    for (size_t i = 0; i < ROWS; i++) {
        m->rows[i].cells = m->cells[i];
        m->rows[i].n = COLUMNS;
        for (size_t j = 0; j < COLUMNS; j++)
            m->cells[i][j] = (struct grid_cell){
                .column = j, .columns = 1, .rows = 1, .natural = i == 0 ? 10 : natural[j]};
    }
    for (size_t j = 0; j < COLUMNS; j++)
        m->columns[j] =
            (struct column){.natural = natural[j] + 4, .least = 24, .width = available / COLUMNS};
}

static int32_t sum(const struct made *m)
{
    return m->columns[0].width + m->columns[1].width + m->columns[2].width;
}

static void long_texts_get_the_width(void **state)
{
    (void)state;
    struct made m;
    make(&m, (const int32_t[]){40, 60, 1200}, 600);
    table_balance(&m.table, 600, 4);
    assert_int_equal(sum(&m), 600);
    assert_true(m.columns[0].width >= 24 && m.columns[1].width >= 24);
    assert_true(m.columns[2].width > 400); /* three lines, from seven */
    assert_true((1200 + m.columns[2].width - 5) / (m.columns[2].width - 4) <= 3);
}

static void equal_texts_keep_equal_columns(void **state)
{
    (void)state;
    struct made m;
    make(&m, (const int32_t[]){300, 300, 300}, 600);
    table_balance(&m.table, 600, 4);
    assert_int_equal(m.columns[0].width, 200);
    assert_int_equal(m.columns[1].width, 200);
    assert_int_equal(m.columns[2].width, 200);
}

static void heads_alone_change_nothing(void **state)
{
    (void)state;
    struct made m;
    make(&m, (const int32_t[]){30, 30, 30}, 240);
    m.cells[0][2].natural = 900;
    table_balance(&m.table, 240, 4);
    assert_int_equal(m.columns[2].width, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_texts_get_the_width),
        cmocka_unit_test(equal_texts_keep_equal_columns),
        cmocka_unit_test(heads_alone_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
