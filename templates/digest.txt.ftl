<#-- The plain-text part of a digest: the same picks in the same order, with every link. Open fields
     have no known width, so each has a line of its own. -->
<#include "parts/story.ftl">
${wrap(newsletter.title?upper_case)}
<#if newsletter.tagline?has_content>
${wrap(newsletter.tagline)}
</#if>
${edition.date} | ${words.number?replace("{number}", edition.number)}
<#if site.url?has_content>
${site.url}
</#if>
<#if links.web?? && recipient.address??>
${words.view}: ${links.web}
</#if>
${doubleRule}
<#if recipient.name??>

<@fill pattern=edition.intro?has_content?then(words.greeting, words.greetingAlone) values={"name": recipient.name}/>${""}
</#if>
<#list edition.intro?split("\n\n")?filter(paragraph -> paragraph?has_content) as paragraph>

${wrap(isolate(paragraph))}
</#list>
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


${doubleRule}
<#if recipient.address??>
${wrap(words.whyText?replace("{title}", newsletter.title))}
${recipient.address}
<@fill pattern=words.since values={"since": recipient.since}/>${""}

${words.unsubscribe}:
${links.unsubscribe}
${words.preferences}:
${links.preferences}

</#if>
${wrap(isolate(site.postalAddress))}
