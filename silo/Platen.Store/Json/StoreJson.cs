using System.Text.Encodings.Web;
using System.Text.Json;
using Platen.Domain.Codebooks;
using Platen.Domain.Contracts;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.OAuth;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.Json;

/// <summary>How records are written as JSON documents: camelCase names, ids as text, enums as their numbers (which only ever grow), bytes as base64.</summary>
internal static class StoreJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new CleanTextConverter());
        options.Converters.Add(new BytesConverter());
        options.Converters.Add(new IdConverter<TenantId>(TenantId.Parse));
        options.Converters.Add(new IdConverter<SiteId>(SiteId.Parse));
        options.Converters.Add(new IdConverter<AgentId>(AgentId.Parse));
        options.Converters.Add(new IdConverter<DeviceId>(DeviceId.Parse));
        options.Converters.Add(new IdConverter<QueueId>(QueueId.Parse));
        options.Converters.Add(new IdConverter<UserId>(UserId.Parse));
        options.Converters.Add(new IdConverter<DirectoryId>(DirectoryId.Parse));
        options.Converters.Add(new IdConverter<ClientId>(ClientId.Parse));
        options.Converters.Add(new IdConverter<CodebookId>(CodebookId.Parse));
        options.Converters.Add(new IdConverter<ContractId>(ContractId.Parse));
        options.Converters.Add(new IdConverter<RecipientId>(RecipientId.Parse));
        options.Converters.Add(new IdConverter<GroupId>(GroupId.Parse));
        options.Converters.Add(new IdConverter<JobId>(JobId.Parse));
        options.Converters.Add(new IdConverter<RoleId>(RoleId.Parse));
        options.Converters.Add(new IdConverter<ReleaseId>(ReleaseId.Parse));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
