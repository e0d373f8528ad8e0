package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Some of what a filter finds (RFC 7644, section 3.4.2). @param start of the first one, from 1 on */
record ScimPage(long total, long start, List<ObjectNode> resources) {}
