using YamlDotNet.RepresentationModel;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>The Kubernetes manifest, read as YAML.</summary>
internal sealed class Manifest(IReadOnlyList<YamlMappingNode> objects)
{
    public IReadOnlyList<YamlMappingNode> Objects => objects;

    /// <summary>StatefulSets and Deployments.</summary>
    public IEnumerable<YamlMappingNode> Workloads => objects.Where(static each => Text(each, "kind") is "StatefulSet" or "Deployment");

    public static Manifest Read()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read("ops/deploy/kubernetes/platen.yaml")));
        return new Manifest([.. stream.Documents.Select(static document => (YamlMappingNode)document.RootNode)]);
    }

    /// <summary>A node by its path; null when there is none.</summary>
    public static YamlNode? Find(YamlNode? node, params IEnumerable<string> path) =>
        path.Aggregate(node, static (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null);

    public static string Text(YamlNode? node, params IEnumerable<string> path) => Find(node, path) is YamlScalarNode { Value: { } value } ? value : "";

    public static IReadOnlyList<YamlNode> Items(YamlNode? node, params IEnumerable<string> path) => Find(node, path) is YamlSequenceNode list ? [.. list.Children] : [];

    /// <summary>A mapping's pairs, as texts.</summary>
    public static Dictionary<string, string> Pairs(YamlNode? node, params IEnumerable<string> path) =>
        Find(node, path) is YamlMappingNode map ? map.Children.ToDictionary(static pair => ((YamlScalarNode)pair.Key).Value!, static pair => ((YamlScalarNode)pair.Value).Value!, StringComparer.Ordinal) : [];

    public YamlMappingNode Named(string kind, string name) => objects.Single(each => Text(each, "kind") == kind && Text(each, "metadata", "name") == name);

    /// <summary>The environment of a workload's container: the ConfigMap's, then its own; what the cluster fills in has a stand-in.</summary>
    public Dictionary<string, string> Environment(string workload)
    {
        var container = Items(Workloads.Single(each => Text(each, "metadata", "name") == workload), "spec", "template", "spec", "containers").Single();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in Items(container, "envFrom"))
        {
            foreach (var (name, value) in Pairs(Named("ConfigMap", Text(source, "configMapRef", "name")), "data"))
            {
                settings[name] = value;
            }
        }

        foreach (var variable in Items(container, "env"))
        {
            settings[Text(variable, "name")] = Text(variable, "valueFrom", "fieldRef", "fieldPath") == "status.podIP" ? "192.0.2.1" : Find(variable, "valueFrom") is null ? Text(variable, "value") : "from a secret";
        }

        return settings;
    }
}
