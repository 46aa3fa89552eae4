// Files of one package see each other's names, whatever module they belong to.
package shop

fun use() {
    Door().open()
    // <- defined: core/src/main/kotlin/shop/Door.kt:3
    //     ^ defined: core/src/main/kotlin/shop/Door.kt:4
    Lock()
    // <- defined: old/src/main/kotlin/shop/Lock.kt:3
}
