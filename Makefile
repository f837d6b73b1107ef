# nianbao: `make` builds build/nianbao, `make demo` the sample report. Needs nothing but make on
# Debian 12: the rest is installed by tools/setup.sh from packages.txt.

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
B ?= build# objects and programs; another folder for another compiler
SAN ?=
WERROR ?=

# Unpacked once, for every B.
STORE := build
SETUP ?= yes

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic \
	$(WERROR) $(CFLAGS) $(SAN) -I. -isystem $(STORE)/plplot/include -isystem /usr/include/plplot \
	-isystem /usr/include/harfbuzz -isystem /usr/include/cairo
LIBS := -lhpdf -l:libplplot.so.17 -liniparser -ljansson -lcsv -lzip -lexpat -lfreexl -lcmark-gfm-extensions -lcmark-gfm \
	-lharfbuzz-subset -lharfbuzz -lfontconfig -lgmp -lcrypto -lcairo -lpng16 -ldeflate -licui18n -licuuc -lhyphen -lsqlite3 -lm

LIB_SRC := $(sort $(shell find base pdf data layouts render archive -name '*.c'))
CMD_SRC := $(sort $(shell find cmd -name '*.c'))
UNIT_SRC := $(sort $(shell find tests/unit -name 'test_*.c'))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
CMD_OBJ := $(CMD_SRC:%.c=$(B)/%.o)
TOOLS := $(patsubst %.c,$(B)/%,$(wildcard tests/tools/*.c))
UNIT := $(UNIT_SRC:tests/unit/%.c=$(B)/tests/unit/%)
MANUALS := $(patsubst docs/%.in,$(B)/%,$(wildcard docs/man/man*/*.in docs/man/zh_CN/man*/*.in))
STYLES := $(patsubst %,$(B)/%,$(wildcard layouts/*.ini))

.PHONY: all demo test unit fuzz fuzzers lint golden asan bench pictures gallery install clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(B)/nianbao $(STYLES) $(B)/fonts $(MANUALS)

demo: all
	$(B)/nianbao build -o $(B)/yuehu-2006.pdf examples/yuehu-2006/report.ini
	@echo $(B)/yuehu-2006.pdf

$(B)/nianbao: $(CMD_OBJ) $(B)/libnianbao.a
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/libnianbao.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c Makefile | $(STORE)/setup/build
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The program looks for house styles and fonts beside itself.
$(B)/layouts/%.ini: layouts/%.ini
	@mkdir -p $(@D)
	cp $< $@

# The program says what it reads: its tables of keys stand in the middle of a manual page. A page in
# Chinese goes through it for its line breaks too.
$(B)/man/%: docs/man/%.in $(B)/nianbao
	@mkdir -p $(@D)
	LC_ALL=$(if $(findstring man/zh_CN,$@),zh_CN,C) $(B)/nianbao keys $< >$@

ifneq ($(B),$(STORE))
$(B)/fonts: | $(STORE)/setup/run
	@mkdir -p $(@D)
	ln -sfn $(abspath $(STORE)/fonts) $@
else
$(B)/fonts: | $(STORE)/setup/run
	@mkdir -p $@
endif

unit: $(UNIT) $(TOOLS)

$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/libnianbao.a
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

$(B)/tests/tools/%: $(B)/tests/tools/%.o
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ -lpng16 -lm

$(UNIT:=.o): | $(STORE)/setup/test

test: all unit $(STORE)/setup/test
	tests/run.sh $(B)

# And what needs large programs to judge: tests/heavy.
.PHONY: test-all
test-all: all unit $(STORE)/setup/test $(STORE)/setup/heavy
	ALL=yes tests/run.sh $(B)

# The same suite, its programs built with AddressSanitizer and UndefinedBehaviorSanitizer.
asan:
	$(MAKE) B=build-asan CFLAGS='-O1 -g -fno-omit-frame-pointer' \
		SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined' test

# build-fuzz/fuzz_NAME: clang's libFuzzer around each parser; folders of seeds are its arguments.
FUZZ := $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/*.c))
fuzz:
	$(MAKE) B=build-fuzz CC=clang CFLAGS='-O1 -g' SAN='-fsanitize=address,undefined,fuzzer-no-link' fuzzers
fuzzers: $(FUZZ)
$(FUZZ): $(B)/%: $(B)/tests/fuzz/%.o $(B)/libnianbao.a
	$(CC) $(CFLAGS) $(SAN) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

golden: all
	B=$(B) tests/cases.sh --update

bench: all $(STORE)/setup/test
	tests/bench/bench.sh $(B)

# The pages shown in docs/; needs pdftoppm.
pictures: all $(STORE)/setup/test
	tools/pictures.sh $(B)

# docs/gallery: every kind of chart in every case.
gallery: all $(STORE)/setup/test
	tests/gallery/make.sh $(B)

lint: $(STORE)/setup/build $(STORE)/setup/test $(STORE)/setup/lint
	tools/lint.sh

# A stamp for each group of packages; packages.txt or the script changed: look again.
$(STORE)/setup/%: packages.txt tools/setup.sh
	@mkdir -p $(@D)
	$(if $(filter yes,$(SETUP)),@tools/setup.sh $(STORE) $*)
	@touch $@

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/nianbao/layouts \
		$(DESTDIR)$(PREFIX)/share/nianbao/fonts $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(B)/nianbao $(DESTDIR)$(PREFIX)/bin/
	install -m 644 layouts/*.ini $(DESTDIR)$(PREFIX)/share/nianbao/layouts/
	cp -RL $(B)/fonts/. $(DESTDIR)$(PREFIX)/share/nianbao/fonts/
	install -m 644 cmd/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	for page in $(MANUALS:$(B)/%=%); do \
		install -D -m 644 $(B)/$$page $(DESTDIR)$(PREFIX)/share/$$page || exit 1; done

clean:
	rm -rf build build-asan build-fuzz

-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d) $(TOOLS:=.d)
