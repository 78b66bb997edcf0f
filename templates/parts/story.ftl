<#-- What the text part is built with. Lines are 72 columns; a link is never broken. -->
<#macro fill pattern values><#list pattern?split("[{}]", "r") as bit><#if bit?is_odd_item>${bit}<#else>${values[bit]}</#if></#list></#macro>

<#assign doubleRule = "========================================================================">
<#assign singleRule = "------------------------------------------------------------------------">

<#macro heading name>


${wrap(isolate(name?upper_case))}
${doubleRule}

</#macro>

<#macro related picks indent>
<#if picks?has_content>

${wrap(words.relatedNews, indent, indent)}
<#list picks as each>
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
<#local bits = [article.source, article.date, pick.reading]?filter(bit -> bit?has_content)?map(bit -> isolate(bit))>
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
<@related picks=pick.related indent=indent/>
</#macro>

<#macro stories picks>
<#list picks as pick>
<@story pick/>
<#sep>

${singleRule}

</#sep>
</#list>
</#macro>
