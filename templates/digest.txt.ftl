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
<@shared file="parts/stories.ftl"/>


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
