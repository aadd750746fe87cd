using YamlDotNet.RepresentationModel;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>The Kubernetes manifest holds together: what one object names, another one has. No API server is at hand in tests; this is what can be told without one.</summary>
public sealed class ManifestTests
{
    private static readonly Manifest All = Manifest.Read();

    public static TheoryData<string> Workloads => [.. All.Workloads.Select(static each => Manifest.Text(each, "metadata", "name"))];

    [Fact]
    public void Objects_AreComplete_AndOfOneNamespace()
    {
        foreach (var each in All.Objects)
        {
            var (kind, name) = (Manifest.Text(each, "kind"), Manifest.Text(each, "metadata", "name"));
            Manifest.Text(each, "apiVersion").ShouldNotBeEmpty(kind);
            name.ShouldNotBeEmpty(kind);
            Manifest.Text(each, "metadata", "namespace").ShouldBe(kind == "Namespace" ? "" : "platen", name);
        }

        All.Objects.Select(static each => (Manifest.Text(each, "kind"), Manifest.Text(each, "metadata", "name"))).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Pods_OfAWorkload_AreItsOwn_AndHardened(string name)
    {
        var workload = Workload(name);
        var pod = Manifest.Find(workload, "spec", "template", "spec");
        Manifest.Pairs(workload, "spec", "template", "metadata", "labels").ShouldBe(Manifest.Pairs(workload, "spec", "selector", "matchLabels"));
        Manifest.Text(pod, "securityContext", "runAsNonRoot").ShouldBe("true");
        Manifest.Text(pod, "automountServiceAccountToken").ShouldBe("false");
        All.Named("ServiceAccount", Manifest.Text(pod, "serviceAccountName"));
        int.Parse(Manifest.Text(pod, "terminationGracePeriodSeconds"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(40, "cluster.md: allow 40 s before killing");
        foreach (var container in Containers(pod))
        {
            Manifest.Text(container, "image").ShouldContain(':');
            Manifest.Text(container, "securityContext", "allowPrivilegeEscalation").ShouldBe("false");
            Manifest.Text(container, "securityContext", "readOnlyRootFilesystem").ShouldBe("true");
            Manifest.Text(container, "resources", "limits", "memory").ShouldNotBeEmpty();
            Manifest.Text(container, "resources", "requests", "cpu").ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Mounts_OfAWorkload_AreVolumesItHas(string name)
    {
        var workload = Workload(name);
        var pod = Manifest.Find(workload, "spec", "template", "spec");
        var volumes = Manifest.Items(pod, "volumes").Select(static volume => Manifest.Text(volume, "name"))
            .Concat(Manifest.Items(workload, "spec", "volumeClaimTemplates").Select(static claim => Manifest.Text(claim, "metadata", "name"))).ToList();
        var mounts = Containers(pod).SelectMany(static container => Manifest.Items(container, "volumeMounts")).Select(static mount => Manifest.Text(mount, "name")).Distinct().ToList();
        mounts.Except(volumes).ShouldBeEmpty();
        volumes.Except(mounts).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Probes_OfAWorkload_AskWhatTheGatewayServes(string name)
    {
        var container = Manifest.Items(Workload(name), "spec", "template", "spec", "containers").Single();
        var ports = Manifest.Items(container, "ports").Select(static port => Manifest.Text(port, "name")).ToList();
        var served = Repository.Read("gateway/Platen.Gateway/Health/HealthEndpoints.cs");
        foreach (var (probe, path) in new[] { ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
        {
            Manifest.Text(container, probe, "httpGet", "path").ShouldBe(path, probe);
            served.ShouldContain($"\"{path}\"");
            ports.ShouldContain(Manifest.Text(container, probe, "httpGet", "port"), probe);
        }
    }

    [Fact]
    public void Selectors_OfServicesPoliciesAndBudgets_FindPods()
    {
        var pods = All.Workloads.Select(static each => Manifest.Pairs(each, "spec", "template", "metadata", "labels")).ToList();
        var selectors = Selectors().ToList();
        selectors.Count.ShouldBeGreaterThan(8);
        foreach (var (owner, selector) in selectors)
        {
            pods.Any(labels => selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)).ShouldBeTrue($"{owner}: {string.Join(", ", selector)}");
        }
    }

    [Fact]
    public void Ports_OfServicesAndPolicies_AreThePods()
    {
        var names = All.Workloads.SelectMany(static each => Manifest.Items(each, "spec", "template", "spec", "containers")).SelectMany(static container => Manifest.Items(container, "ports"))
            .Select(static port => Manifest.Text(port, "name")).ToHashSet(StringComparer.Ordinal);
        var used = All.Objects.Where(static each => Manifest.Text(each, "kind") is "Service").SelectMany(static each => Manifest.Items(each, "spec", "ports")).Select(static port => Manifest.Text(port, "targetPort"))
            .Concat(All.Objects.Where(static each => Manifest.Text(each, "kind") == "NetworkPolicy").SelectMany(static each => Rules(each)).SelectMany(static rule => Manifest.Items(rule, "ports")).Select(static port => Manifest.Text(port, "port")))
            .Where(static port => port.Length > 0 && !char.IsAsciiDigit(port[0])).ToList();
        used.ShouldNotBeEmpty();
        used.Except(names).ShouldBeEmpty();
    }

    private static IEnumerable<YamlNode> Rules(YamlNode policy) => [.. Manifest.Items(policy, "spec", "ingress"), .. Manifest.Items(policy, "spec", "egress")];

    private static IEnumerable<(string Owner, Dictionary<string, string> Selector)> Selectors()
    {
        foreach (var each in All.Objects)
        {
            var owner = $"{Manifest.Text(each, "kind")} {Manifest.Text(each, "metadata", "name")}";
            var own = Manifest.Text(each, "kind") == "Service" ? Manifest.Pairs(each, "spec", "selector") : Manifest.Pairs(each, "spec", "selector", "matchLabels");
            var of = Manifest.Pairs(each, "spec", "podSelector", "matchLabels");
            var peers = Rules(each).SelectMany(static rule => Manifest.Items(rule, "from").Concat(Manifest.Items(rule, "to"))).Select(static peer => Manifest.Pairs(peer, "podSelector", "matchLabels"));
            foreach (var selector in peers.Append(own).Append(of).Where(static selector => selector.Count > 0))
            {
                yield return (owner, selector);
            }
        }
    }

    private static YamlMappingNode Workload(string name) => All.Workloads.Single(each => Manifest.Text(each, "metadata", "name") == name);

    private static IEnumerable<YamlNode> Containers(YamlNode? pod) => [.. Manifest.Items(pod, "initContainers"), .. Manifest.Items(pod, "containers")];
}
