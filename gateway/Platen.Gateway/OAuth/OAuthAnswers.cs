using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platen.Domain.OAuth;

namespace Platen.Gateway.OAuth;

/// <summary>Answers of the OAuth endpoints as JSON (RFC 6749, 5). That nothing keeps them is said for all answers.</summary>
internal static class OAuthAnswers
{
    /// <summary>An answer; what is null is left out.</summary>
    public static IResult Ok(JsonObject body)
    {
        foreach (var name in body.Where(member => member.Value is null).Select(member => member.Key).ToArray())
        {
            body.Remove(name);
        }

        return TypedResults.Text(body.ToJsonString(), "application/json");
    }

    /// <summary>An error. Who did not show that it is the one gets 401, with the scheme that it tried.</summary>
    public static IResult Error(HttpContext context, string error, string what)
    {
        var status = error == OAuthError.InvalidClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        if (error == OAuthError.InvalidClient)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Platen\", charset=\"UTF-8\"";
        }

        var body = new JsonObject { ["error"] = error, ["error_description"] = what };
        return TypedResults.Text(body.ToJsonString(), "application/json", statusCode: status);
    }

    /// <summary>A text, or null when it is empty.</summary>
    public static JsonNode? Text(string text) => text.Length == 0 ? null : JsonValue.Create(text);
}
