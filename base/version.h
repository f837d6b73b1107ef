/* The version of nianbao, as --version and a PDF's producer say it. */
#ifndef NIANBAO_VERSION_H
#define NIANBAO_VERSION_H

#define NIANBAO_VERSION "0.1.0"

#endif
