<#-- The plain-text part of a correction mail. -->
<#include "parts/story.ftl">
${wrap(newsletter.title?upper_case)}
${edition.date}
<#if site.url?has_content>
${site.url}
</#if>
<#if links.web?? && recipient.address??>
${words.view}: ${links.web}
</#if>
<@heading words.correction/>
<#if recipient.name??>
<@fill pattern=words.greeting values={"name": recipient.name}/>${""}

</#if>
<#list edition.intro?split("\n\n")?filter(paragraph -> paragraph?has_content) as paragraph>
${wrap(isolate(paragraph))}
<#sep>

</#sep>
</#list>


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
