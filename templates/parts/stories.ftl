<#-- What all readers get, as in stories.ftlh. -->
<#assign definitions><#include "story.ftl"></#assign>
<#if lead??>
<@heading words.lead/>
<@story lead/>
</#if>
<#list sections as section>
<@heading section.name/>
<@stories section.picks/>
</#list>
<#if moreNews?has_content>
<@heading words.moreNews/>
<@stories moreNews/>
</#if>
<#if relatedPosts?has_content>
<@heading words.relatedPosts/>
<#assign shown = (lead??)?then(1, 0) + moreNews?size>
<#list sections as section><#assign shown += section.picks?size></#list>
<#list relatedPosts as post>
<#assign number = (shown + post?counter) + ". ">
<#assign indent = ""?left_pad(number?length)>
${wrap(isolate(post.title), number, indent)}
<#if post.source?has_content>
${wrap(isolate(post.source), indent, indent)}
</#if>
${indent}${post.link}
<#sep>

</#sep>
</#list>
</#if>
