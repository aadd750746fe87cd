using System.Text.Json;

namespace Platen.Gateway.Api.Shared;

/// <summary>Enumerations as words of requests. Zero ("unspecified") is no word.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Of<T>(JsonNamingPolicy? policy = null)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default)).Select(value => Of(value, policy))];

    public static string Of<T>(T value, JsonNamingPolicy? policy = null)
        where T : struct, Enum => (policy ?? JsonNamingPolicy.CamelCase).ConvertName(value.ToString());

    public static bool TryParse<T>(string text, out T value, JsonNamingPolicy? policy = null)
        where T : struct, Enum
    {
        value = Enum.GetValues<T>().FirstOrDefault(candidate => Of(candidate, policy) == text);
        return !EqualityComparer<T>.Default.Equals(value, default);
    }
}
