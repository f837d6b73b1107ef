/*
 * Cells: where a value stands in a report, as one thing that is passed on. A cell's year is an
 * index into the years of the report, as its indicator and place are; a lone `int year` anywhere
 * else is a calendar year, and report_year leads from one to the other.
 */
#ifndef NIANBAO_CELL_H
#define NIANBAO_CELL_H

struct cell_id {
    int indicator, place, year;
};

static inline struct cell_id cell_at(int indicator, int place, int year_index)
{
    return (struct cell_id){indicator, place, year_index};
}

/* The cell beside it: of another indicator, of another place, of another year. */
static inline struct cell_id cell_of_indicator(struct cell_id cell, int indicator)
{
    return cell_at(indicator, cell.place, cell.year);
}

static inline struct cell_id cell_of_place(struct cell_id cell, int place)
{
    return cell_at(cell.indicator, place, cell.year);
}

static inline struct cell_id cell_in_year(struct cell_id cell, int year_index)
{
    return cell_at(cell.indicator, cell.place, year_index);
}

#endif
