@org.jspecify.annotations.NullMarked
package io.reprise.pipelines.code;
