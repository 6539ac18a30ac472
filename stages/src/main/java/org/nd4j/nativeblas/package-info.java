/**
 * A class that Deeplearning4j looks for under this name and that its own libraries no longer have.
 * Nothing else belongs here.
 */
package org.nd4j.nativeblas;
