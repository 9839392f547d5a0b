using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes;

public sealed class PlaceTests
{
    [Theory, InlineData("local"), InlineData("aks")]
    public void No_value_that_is_written_is_passed_over(string overlay)
    {
        var manifests = Overlay.Named(overlay).Manifests.All;
        Assert.All(manifests, manifest => Assert.Equal(
            Values(manifest.Written),
            Place.In(manifest).Where(place => place.Node is YamlScalarNode).Select(place => place.Node)));
        Assert.True(manifests.Sum(manifest => Values(manifest.Written).Count()) > 400);
    }

    [Fact]
    public void A_place_knows_its_path_and_its_type()
    {
        var gateway = Overlay.Local.Manifests.All.Single(manifest => manifest.ToString() == "Deployment/gateway");
        var port = Place.In(gateway).Single(place => place.Path == "spec.template.spec.containers[0].ports[0].containerPort");
        Assert.Equal((typeof(int), typeof(k8s.Models.V1ContainerPort), "8080"), (port.Type, port.Owner, port.Node.ToString()));
    }

    private static IEnumerable<YamlNode> Values(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Values),
        YamlSequenceNode list => list.SelectMany(Values),
        _ => [node],
    };
}
