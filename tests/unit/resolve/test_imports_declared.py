"""Where imports lead that name what files declare: Java, Kotlin, Scala, C#, PHP, Elixir, Haskell, Swift."""

from support.import_trees import leads

JAVA = {
    "a/Door.java": "package shop.parts;\npublic class Door { static class Lock {} static void open() {} }",
    "b/Wall.java": "package shop.parts;\nclass Wall {}",
    "c/Other.java": "package other;\nclass Door {}",
}


def test_a_class_is_found_by_its_package_wherever_its_file_lies() -> None:
    main = "package shop;\nimport shop.parts.Door;\nimport java.util.List;\nclass Main {}"

    assert leads({**JAVA, "Main.java": main}, "Main.java") == {
        "shop.parts": "a/Door.java",
        "java.util": "external",
    }


def test_what_is_inside_a_class_is_found_in_the_file_of_the_class() -> None:
    main = "import shop.parts.Door.Lock;\nimport static shop.parts.Door.open;\nclass Main {}"

    assert leads({**JAVA, "Main.java": main}, "Main.java") == {"shop.parts.Door": "a/Door.java"}


def test_a_whole_package_means_the_classes_of_it_that_are_used() -> None:
    main = "import shop.parts.*;\nclass Main { Wall wall = new Wall(); }"

    assert leads({**JAVA, "Main.java": main}, "Main.java") == {"shop.parts": "b/Wall.java"}


def test_a_class_that_a_package_of_ours_lacks_is_missing_and_a_package_below_it_is_a_library() -> None:
    main = "import shop.parts.Window;\nimport shop.parts.other.Window;\nclass Main {}"

    assert leads({**JAVA, "Main.java": main}, "Main.java") == {
        "shop.parts": "missing",
        "shop.parts.other": "external",
    }


def test_of_variants_for_several_platforms_the_nearest_counts() -> None:
    tree = {
        "jvm/main/Door.kt": "package shop\nclass Door",
        "js/main/Door.kt": "package shop\nclass Door",
        "js/test/Test.kt": "package test\nimport shop.Door",
    }

    assert leads(tree, "js/test/Test.kt") == {"shop": "js/main/Door.kt"}


def test_kotlin_imports_functions_that_stand_in_no_class() -> None:
    tree = {
        "Doors.kt": "package shop\nfun open() {}\nfun String.knock() {}",
        "Door.kt": "package shop\nclass Door { fun knock() {} }",
        "Main.kt": "package app\nimport shop.open\n",
        "Other.kt": "package app\nimport shop.knock\n",
    }

    assert leads(tree, "Main.kt") == {"shop": "Doors.kt"}
    assert leads(tree, "Other.kt") == {"shop": "Doors.kt"}


def test_java_and_kotlin_see_each_other() -> None:
    tree = {"Door.kt": "package shop\nclass Door", "Main.java": "import shop.Door;\nclass Main {}"}

    assert leads(tree, "Main.java") == {"shop": "Door.kt"}


def test_scala_names_may_start_at_the_package_around() -> None:
    tree = {
        "Door.scala": "package shop.parts\nclass Door",
        "Main.scala": "package shop\nimport parts.Door\nimport cats.Functor\nobject Main",
    }

    assert leads(tree, "Main.scala") == {"parts": "Door.scala", "cats": "external"}


def test_a_package_object_stands_in_the_package_above_it() -> None:
    tree = {
        "doors/package.scala": "package shop\npackage object doors { def open() = 1 }",
        "Main.scala": "package app\nimport shop.doors._\nobject Main",
    }

    assert leads(tree, "Main.scala") == {"shop.doors": "doors/package.scala"}


def test_what_a_package_object_inherits_is_taken_from_it() -> None:
    tree = {
        "doors/package.scala": "package shop\npackage object doors extends Doors",
        "doors/Door.scala": "package shop.doors\nclass Door",
        "Main.scala": "package app\nimport shop.doors.open\nobject Main",
        "Other.scala": "package app\nimport shop.doors._\nobject Other",
    }

    assert leads(tree, "Main.scala") == {"shop.doors": "doors/package.scala"}
    assert leads(tree, "Other.scala") == {"shop.doors": "doors/package.scala"}


def test_a_using_leads_to_the_files_of_the_namespace_whose_types_are_used() -> None:
    tree = {
        "Door.cs": "namespace Shop.Parts { public class Door {} }",
        "Wall.cs": "namespace Shop.Parts;\npublic class Wall {}",
        "Nested.cs": "namespace Shop { namespace Parts { public class Roof {} } }",
        "Main.cs": "using System;\nusing Shop.Parts;\nusing D = Shop.Parts.Door;\nclass Main { Wall w; Roof r; }",
    }

    assert leads(tree, "Main.cs") == {
        "System": "external",
        "Shop.Parts": "Nested.cs Wall.cs",
        "Shop.Parts.Door": "Door.cs",
    }


def test_composer_says_where_classes_of_a_namespace_lie() -> None:
    tree = {
        "composer.json": '{"autoload": {"psr-4": {"App\\\\": "code/", "App\\\\Old\\\\": ["old/"]}}}',
        "code/Door.php": "<?php\nnamespace App;\nclass Door {}",
        "old/Door.php": "<?php\nnamespace App\\Old;\nclass Door {}",
        "main.php": "<?php\nuse App\\Door;\nuse App\\Old\\Door as OldDoor;\nuse Vendor\\Wall;",
    }

    assert leads(tree, "main.php") == {
        "App": "code/Door.php",
        "App\\Old": "old/Door.php",
        "Vendor": "external",
    }


def test_php_classes_that_no_manifest_maps_are_found_by_who_declares_them() -> None:
    tree = {
        "lib/all.php": "<?php\nnamespace App\\Parts;\nclass Door {}\nclass Wall {}",
        "main.php": "<?php\nuse App\\Parts\\{Door, Wall};\nrequire __DIR__ . '/lib/all.php';",
        "other.php": "<?php\nuse App\\Parts\\Roof;",
    }

    assert leads(tree, "main.php") == {"App\\Parts": "lib/all.php", "/lib/all.php": "lib/all.php"}
    assert leads(tree, "other.php") == {"App\\Parts": "missing"}


def test_elixir_modules_are_found_by_name_also_inside_of_others() -> None:
    tree = {
        "lib/a.ex": "defmodule Shop.Door do\n  defmodule Lock do\n  end\nend",
        "lib/b.ex": "defmodule Shop.Wall do\nend",
        "lib/main.ex": "defmodule Main do\n  alias Shop.{Door, Wall}\n  import Shop.Door.Lock\n  use GenServer\nend",
    }

    assert leads(tree, "lib/main.ex") == {
        "Shop": "lib/a.ex lib/b.ex",
        "Shop.Door.Lock": "lib/a.ex",
        "GenServer": "external",
    }


def test_haskell_modules_are_found_by_their_headers() -> None:
    tree = {
        "src/Shop/Door.hs": "module Shop.Door where\nopen = 1\n",
        "Main.hs": "import Shop.Door (open)\nimport qualified Data.Map as Map\n",
    }

    assert leads(tree, "Main.hs") == {"Shop.Door": "src/Shop/Door.hs", "Data.Map": "external"}


def test_a_swift_module_means_those_of_its_files_whose_types_are_used() -> None:
    tree = {
        "Package.swift": 'let p = Package(name: "Shop", targets: [.target(name: "Doors", path: "Code"),\n'
        '  .target(name: "Walls"), .testTarget(name: "ShopTests", dependencies: ["Doors"])])',
        "Code/Door.swift": "public class Door {}",
        "Code/Lock.swift": "public class Lock {}",
        "Sources/Walls/Wall.swift": "public struct Wall {}",
        "Tests/ShopTests/T.swift": "import Doors\nimport Walls\nimport Foundation\nclass T { let d = Door()\n let w = Wall() }",
    }

    assert leads(tree, "Tests/ShopTests/T.swift") == {
        "Doors": "Code/Door.swift",
        "Walls": "Sources/Walls/Wall.swift",
        "Foundation": "external",
    }
