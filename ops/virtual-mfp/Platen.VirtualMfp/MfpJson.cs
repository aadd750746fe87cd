using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.VirtualMfp;

/// <summary>How the device writes and reads JSON: camel case, words in kebab case, unknown members refused.</summary>
internal static class MfpJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a file so that a reader sees all of it or nothing.</summary>
    internal static void WriteFile<T>(string path, T content)
    {
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(content, Options));
        File.Move(temporary, path, overwrite: true);
    }
}
