/**
 * What holds for the tables of each content: their record, their key, and what no schema can say.
 */
@NullMarked
package io.reprise.schemas.rule;

import org.jspecify.annotations.NullMarked;
