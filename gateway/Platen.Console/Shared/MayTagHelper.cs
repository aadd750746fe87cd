using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Platen.Console.Shared;

/// <summary>
/// Shows only what somebody may do (AZ02): <c>&lt;a may="Model.May(Right.EditQueues)"&gt;</c>. A form that somebody may not send becomes a disabled group of fields without its buttons, so that what is set can still be read;
/// anything else is left out. The grains refuse all the same; this spares people buttons that cannot work.
/// </summary>
[HtmlTargetElement(Attributes = Attribute)]
public sealed class MayTagHelper : TagHelper
{
    internal const string Attribute = "may";

    /// <summary>Marks what is within a form that cannot be sent.</summary>
    internal static readonly object Withheld = new();

    /// <summary>Whether the user may.</summary>
    [HtmlAttributeName(Attribute)]
    public bool May { get; set; }

    /// <inheritdoc/>
    public override void Init(TagHelperContext context)
    {
        if (!May && context.TagName == "form")
        {
            context.Items[Withheld] = true;
        }
    }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (May)
        {
            return;
        }

        if (context.TagName != "form")
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "fieldset";
        output.Attributes.RemoveAll("method");
        output.Attributes.RemoveAll("action");
        output.Attributes.RemoveAll("enctype");
        output.Attributes.SetAttribute(new TagHelperAttribute("disabled"));
    }
}
