using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Reads a form within bounds.</summary>
internal static class HtmlForm
{
    /// <summary>The largest form, in bytes: 500 ticked jobs and some.</summary>
    public const int BytesMax = 32 * 1024;

    private const int ValuesMax = PanelLimits.JobsMax + 16;

    /// <summary>The form; null when it is none, or is too large.</summary>
    public static async ValueTask<(IFormCollection? Form, PanelProblem? Problem)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            return (null, PanelProblem.BadRequest("Send a form as application/x-www-form-urlencoded."));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BytesMax;
        }

        try
        {
            var options = new FormOptions { ValueCountLimit = ValuesMax, KeyLengthLimit = 64, ValueLengthLimit = 1024, BufferBodyLengthLimit = BytesMax };
            return (await context.Request.ReadFormAsync(options, context.RequestAborted), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, PanelProblem.BodyTooLarge);
        }
        catch (InvalidDataException)
        {
            return (null, PanelProblem.BadRequest("The form has too many or too long values."));
        }
    }

    public static string Text(IFormCollection form, string name) => form.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] ?? "" : "";

    public static HashSet<JobId> Jobs(IFormCollection form) => Jobs(form, "job");

    /// <summary>The jobs that the page showed as printed before.</summary>
    public static HashSet<JobId> Printed(IFormCollection form) => Jobs(form, "printed");

    private static HashSet<JobId> Jobs(IFormCollection form, string field) =>
        form.TryGetValue(field, out StringValues values) ? [.. values.Select(v => JobId.TryParse(v, out var id) ? id : default).Where(id => id != default)] : [];
}
