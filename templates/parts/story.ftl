<#-- What the text part is built with. Lines are 72 columns; a link is never broken. -->
<#macro fill pattern values><#list pattern?split("[{}]", "r") as bit><#if bit?is_odd_item>${bit}<#else>${values[bit]}</#if></#list></#macro>

<#assign doubleRule = "========================================================================">
<#assign singleRule = "------------------------------------------------------------------------">

<#macro heading name>


${wrap(isolate(name?upper_case))}
${doubleRule}

</#macro>

<#macro titles heading list indent>
<#if list?has_content>

${wrap(heading, indent, indent)}
<#list list as each>
<#local named = isolate(each.title) + each.source?has_content?then(" (" + isolate(each.source) + ")", "")>
${wrap(named, indent + "- ", indent + "  ")}
${indent}  ${each.link}
</#list>
</#if>
</#macro>

<#macro story pick>
<#local article = pick.article>
<#local number = pick.position + ". ">
<#local indent = ""?left_pad(number?length)>
<#local updated = pick.isUpdate?then(words.updated, "")>
<#local bits = [updated, article.source, article.date, pick.reading]?filter(bit -> bit?has_content)?map(bit -> isolate(bit))>
${wrap(isolate(article.title), number, indent)}
<#if bits?has_content>
${wrap(bits?join(" | "), indent, indent)}
</#if>
<#if pick.teaser.text?has_content>

${wrap(isolate(pick.teaser.text), indent, indent)}
</#if>
<#if article.link?has_content>

${indent}${words.readMore}: ${article.link}
</#if>
<#if pick.updateTo??>
<@titles heading=words.updateTo + ":" list=[pick.updateTo] indent=indent/>
</#if>
<@titles heading=words.also + ":" list=pick.also indent=indent/>
<@titles heading=words.relatedNews list=pick.related indent=indent/>
</#macro>

<#macro stories picks>
<#list picks as pick>
<@story pick/>
<#sep>

${singleRule}

</#sep>
</#list>
</#macro>
