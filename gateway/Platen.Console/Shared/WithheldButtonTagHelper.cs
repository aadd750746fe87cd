using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Platen.Console.Shared;

/// <summary>Leaves out the buttons of a form that cannot be sent; see <see cref="MayTagHelper"/>.</summary>
[HtmlTargetElement("button", Attributes = "type")]
public sealed class WithheldButtonTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.ContainsKey(MayTagHelper.Withheld))
        {
            output.SuppressOutput();
        }
    }
}
