using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Reads request bodies, and writes answers, of the panel protocol.</summary>
internal static class JsonBody
{
    /// <summary>How the protocol writes JSON.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8 };

    /// <summary>The body, or the problem. Problems name the place, never the value: it may be a PIN.</summary>
    public static async ValueTask<(T? Body, PanelProblem? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, PanelProblem.JsonNeeded);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = PanelLimits.BodyBytesMax;
        }

        try
        {
            var body = await context.Request.ReadFromJsonAsync<T>(Options, context.RequestAborted);
            return body is null ? (null, PanelProblem.BadRequest("The body is null; send an object.")) : (body, null);
        }
        catch (JsonException e)
        {
            return (null, PanelProblem.BadRequest($"The body is no JSON of the expected form, at {e.Path ?? "its start"}. See /panel/v1/openapi.json."));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, PanelProblem.BodyTooLarge);
        }
    }

    /// <summary>An answer.</summary>
    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, Options, "application/json", status);
}
