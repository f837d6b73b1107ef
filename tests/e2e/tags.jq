# The structure of a PDF as qpdf --json has it: prints a line for each rule that does not hold.
# ISO 32000-1 14.7 and 14.8, ISO 14289-1 7.

.qpdf[1] as $all
| def at:
    if type == "string" and test("^[0-9]+ 0 R$")
    then $all["obj:" + .] | (.value // .stream.dict)
    else . end;
  def kids: .["/K"] | if . == null then [] elif type == "array" then . else [.] end;
  def is_element: type == "string" and (at | has("/S"));
  def walk($parent; $up):
    . as $ref | at as $e
    | {ref: $ref, e: $e, parent: $parent, up: $up},
      ($e | kids[] | select(is_element) | walk($ref; $e["/S"]));
  def numbers: at | ((.["/Nums"] // []) | _nwise(2)), ((.["/Kids"] // [])[] | numbers);

  ($all.trailer.value["/Root"] | at) as $catalog
| $catalog["/StructTreeRoot"] as $root
| [$root | at | kids[] | walk($root; "")] as $elements
| [$all | to_entries[] | select(.value.value?["/Type"]? == "/Page")
   | {ref: .key[4:], page: .value.value}] as $pages
| ([$root | at | .["/ParentTree"] | numbers | {key: (.[0] | tostring), value: .[1]}]
   | from_entries) as $tree

# what marked content belongs to, told by the elements and by the parent tree
| [$elements[] | . as $x | .e | kids[]
   | if type == "number" then "\($x.e["/Pg"]) \(.) \($x.ref)"
     elif type == "object" and .["/Type"] == "/MCR"
     then "\(.["/Pg"] // $x.e["/Pg"]) \(.["/MCID"]) \($x.ref)"
     else empty end] as $down
| [$pages[] | . as $p | select(.page["/StructParents"] != null)
   | $tree[.page["/StructParents"] | tostring] | at | to_entries[]
   | select(.value != null) | "\($p.ref) \(.key) \(.value)"] as $back

# the same of annotations
| [$elements[] | . as $x | .e | kids[] | select(type == "object" and .["/Type"] == "/OBJR")
   | "\(.["/Obj"]) \($x.ref)"] as $objects
| [$all | to_entries[] | select(.value.value?["/StructParent"]? != null)
   | "\(.key[4:]) \($tree[.value.value["/StructParent"] | tostring])"] as $annotations

| {"/TR": ["/Table", "/THead", "/TBody"], "/THead": ["/Table"], "/TBody": ["/Table"],
   "/TH": ["/TR"], "/TD": ["/TR"], "/LI": ["/L"], "/Lbl": ["/LI", "/Note"], "/LBody": ["/LI"],
   "/TOCI": ["/TOC"], "/Document": [""]} as $places
| ["/Document", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/P", "/L", "/LI", "/Lbl", "/LBody",
   "/BlockQuote", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Figure", "/Caption", "/TOC",
   "/TOCI", "/Note", "/Reference", "/Link", "/Form"] as $types
| [$elements[].e["/S"] | select(test("^/H[1-6]$")) | .[2:] | tonumber] as $levels

| (if ($elements | length) < 2 then "hardly any structure" else empty end),
  (if $catalog["/MarkInfo"]["/Marked"] != true then "not marked" else empty end),
  ($elements[] | select(.e["/P"] != .parent) | "\(.ref): /P is not its parent"),
  ($elements[] | select(.e["/S"] as $s | $types | index($s) | not) | "\(.ref): role \(.e["/S"])"),
  ($elements[] | . as $x | $places[.e["/S"]] | select(. != null and (index($x.up) | not))
   | "\($x.ref): \($x.e["/S"]) in \($x.up)"),
  ($elements[] | select(.e["/S"] == "/Figure" and ((.e["/Alt"] // "") | length) < 4)
   | "\(.ref): a figure without words"),
  ($elements[] | select(.e["/S"] == "/TBody")
   | [.e | kids[] | at | [kids[] | at | .["/A"]]]
   | select(all(.[][]; .["/RowSpan"] == null)) | map(map(.["/ColSpan"] // 1) | add) | unique
   | select(length > 1) | "a table with rows of \(.) columns"),
  ($elements[] | . as $x | .e | kids | to_entries
   | map(select(.value | is_element and (at | .["/S"] == "/Caption")) | .key)
   | select(length > 1 or (length == 1 and .[0] != 0 and .[0] != ($x.e | kids | length) - 1))
   | "\($x.ref): a caption in between"),
  (if ($levels[0] // 1) != 1 then "the first heading is no H1" else empty end),
  (range(1; $levels | length) | select($levels[.] > $levels[. - 1] + 1)
   | "H\($levels[. - 1]) is followed by H\($levels[.])"),
  (if ($down | length) == 0 then "no marked content" else empty end),
  (($down - $back)[] | "not in the parent tree: \(.)"),
  (($back - $down)[] | "in the parent tree alone: \(.)"),
  (if ($down | unique | length) != ($down | length) then "content that is in two places" else empty end),
  (($objects - $annotations)[] | "an object without its parent: \(.)"),
  (($annotations - $objects)[] | "an annotation that no element has: \(.)")
