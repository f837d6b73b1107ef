/*
 * The version of nianbao, as --version and a PDF's producer say it. It stands here alone, so that a
 * release changes one line.
 */
#ifndef NIANBAO_VERSION_H
#define NIANBAO_VERSION_H

#define NIANBAO_VERSION "0.1.0"

#endif
