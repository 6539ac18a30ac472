/**
 * What a chart shows: numbers and their names, and nothing of how it looks. The page draws it with
 * ECharts, {@link io.reprise.pipelines.plot.SvgFile} as SVG with XChart.
 */
@NullMarked
package io.reprise.pipelines.plot;

import org.jspecify.annotations.NullMarked;
