using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platen.Domain.Jobs;

namespace Platen.Gateway.Api.Shared;

/// <summary>How REST writes JSON: camel case; enumerations as words, those of IPP by IPP's keywords.</summary>
internal static class ApiJson
{
    private const int DepthMax = 16;

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.MaxDepth = DepthMax;
        // answers are application/json with nosniff, never part of a page
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<JobState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Sides>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
